// Records of decisions on the wire.
import { z } from 'zod';
import { categories } from '../core/policy/category.ts';
import { ruleIds } from '../core/policy/decision.ts';

export const pullsLimitDefault = 100;
export const pullsLimitMax = 1000;
/** What records tell apart: who deletes is recorded as who pushes. */
export const pullActions = ['pull', 'push'] as const;
export type PullAction = (typeof pullActions)[number];

const time = z.iso.datetime({ offset: true, error: 'write an RFC 3339 time such as 2029-12-31T23:59:59Z' });

/** The query of GET /v2/orgs/{org}/pulls; all given filters must match. `image` matches a part of `registry/repository`. */
export const pullsQuery = z.object({
  effect: z.enum(['permit', 'deny']).optional(),
  since: time.optional(),
  until: time.optional(),
  action: z.enum(pullActions).optional(),
  username: z.string().min(1).max(255).optional(),
  image: z.string().min(1).max(512).optional(),
  rule: z.enum(ruleIds).optional(),
  category: z.enum(categories).optional(),
  limit: z.coerce.number().int().min(1).max(pullsLimitMax).default(pullsLimitDefault),
  cursor: z.uuid('is no cursor: send the next_cursor of the page before').optional(),
});
export type PullsQuery = z.input<typeof pullsQuery>;

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
  effect: z.enum(['permit', 'deny']),
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

/** Newest first; `next_cursor` null: there are no older ones. */
export const pullPage = z.object({ pulls: z.array(pull), next_cursor: z.string().nullable() });
export type PullPage = z.infer<typeof pullPage>;
