// Records of decisions on the wire.
import { z } from 'zod';
import { categories } from '../core/policy/category.ts';
import { ruleIds } from '../core/policy/decision.ts';

export const pullsLimitDefault = 100;
export const pullsLimitMax = 1000;
/** What records tell apart: who deletes is recorded as who pushes. */
export const pullActions = ['pull', 'push'] as const;
export type PullAction = (typeof pullActions)[number];
export const pullEffects = ['permit', 'deny'] as const;
export const exportFormats = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const time = z.iso.datetime({ offset: true, error: 'write an RFC 3339 time such as 2029-12-31T23:59:59Z' });
const text = (max: number) => z.string().min(1).max(max);
const flag = z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive', error: 'must be true or false' });

/** All given filters must match. Texts are compared as they stand, but for names of people, where case does not matter. */
const filters = {
  effect: z.enum(pullEffects).optional(),
  /** false: what the mode audit let through although the policy denied it, and all that was permitted in it. */
  enforced: flag.optional(),
  /** Inclusive. */
  from: time.optional(),
  /** Exclusive. */
  to: time.optional(),
  action: z.enum(pullActions).optional(),
  username: text(255).optional(),
  token_id: text(100).optional(),
  registry: text(512).optional(),
  /** `library/nginx`, or `library/*` for all that begins so. */
  repository: text(512).regex(/^[^*]*\*?$/, 'has a * that is not its last character: write a whole name, or the beginning of one and *').optional(),
  tag: text(128).optional(),
  digest: text(256).optional(),
  /** A part of `registry/repository:tag@digest`. */
  image: text(512).optional(),
  rule: z.enum(ruleIds).optional(),
  category: z.enum(categories).optional(),
  /** A part of the sentence that the person read. */
  reason: text(512).optional(),
  /** A part of it: `docker/`. */
  user_agent: text(512).optional(),
  client_address: text(64).optional(),
  request_id: text(128).optional(),
};

/** The query of GET /v2/orgs/{org}/pulls. */
export const pullsQuery = z.object({
  ...filters,
  limit: z.coerce.number().int().min(1).max(pullsLimitMax).default(pullsLimitDefault),
  /** The next_cursor of the page before, under the same filters. */
  cursor: text(512).optional(),
});
export type PullsQuery = z.input<typeof pullsQuery>;

/** The query of GET /v2/orgs/{org}/pulls/export. */
export const pullsExportQuery = z.object({ ...filters, format: z.enum(exportFormats).default('csv') });
export type PullsExportQuery = z.input<typeof pullsExportQuery>;

export type PullFilters = z.output<z.ZodObject<typeof filters>>;
export const pullFilterNames = Object.keys(filters) as readonly (keyof PullFilters)[];

/** One record; `time` is RFC 3339 in UTC. With `enforced` false (mode audit) a deny was let through. */
export const pull = z.object({
  id: z.string(),
  time: z.string(),
  request_id: z.string(),
  subject_kind: z.enum(['user', 'organization-token', 'anonymous']),
  subject_id: z.string().nullable(),
  subject_name: z.string().nullable(),
  token_id: z.string().nullable(),
  organization: z.string().nullable(),
  action: z.enum(pullActions),
  endpoint: z.enum(['manifest', 'blob', 'tags', 'referrers']),
  registry: z.string(),
  repository: z.string(),
  tag: z.string().nullable(),
  digest: z.string().nullable(),
  category: z.enum(categories).nullable(),
  effect: z.enum(pullEffects),
  enforced: z.boolean(),
  rule: z.enum(ruleIds),
  reason: z.string().nullable(),
  policy_revision: z.number().int().nullable(),
  client_address: z.string(),
  user_agent: z.string(),
  method: z.string(),
  outcome: z.number().int(),
  bytes: z.number().int(),
});
export type Pull = z.infer<typeof pull>;

/** Newest first; `next_cursor` null: there are no older ones. A page of a rare filter may be short, even empty, with a cursor to search on from. */
export const pullPage = z.object({ pulls: z.array(pull), next_cursor: z.string().nullable() });
export type PullPage = z.infer<typeof pullPage>;
