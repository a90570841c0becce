// The log of what people do on the wire: Docker Hub's audit logs, and Pullgate's own form with everything in it.
import { z } from 'zod';

export const activityLimitDefault = 100;
export const activityLimitMax = 1000;
export const activityFormats = ['csv', 'jsonl', 'cef'] as const;
export type ActivityFormat = (typeof activityFormats)[number];

const time = z.iso.datetime({ offset: true, error: 'write an RFC 3339 time such as 2029-12-31T23:59:59Z' });
const text = (max: number) => z.string().min(1).max(max);

/** All given ones must match. */
const filters = {
  /** An action, or the beginning of several up to a dot: `org.member`. */
  action: text(100).optional(),
  /** The name of who did it, in any case. */
  actor: text(255).optional(),
  /** What it was done to, in any case. */
  name: text(512).optional(),
  /** Inclusive. */
  from: time.optional(),
  /** Exclusive. */
  to: time.optional(),
};
const ownFilters = {
  ...filters,
  /** A part of anything in the entry. */
  text: text(512).optional(),
};

/** The query of GET /v2/auditlogs/{org}; there are no links, and a page past the end is empty. */
export const auditLogsQuery = z.object({
  ...filters,
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(100).default(25),
});

/** The query of GET /v2/orgs/{org}/activity. */
export const activityQuery = z.object({
  ...ownFilters,
  limit: z.coerce.number().int().min(1).max(activityLimitMax).default(activityLimitDefault),
  /** The next_cursor of the page before, under the same filters. */
  cursor: z.string().regex(/^[1-9][0-9]{0,14}$/, 'is no cursor: send the next_cursor of the page before').optional(),
});
export type ActivityQuery = z.input<typeof activityQuery>;

/** The query of GET /v2/orgs/{org}/activity/export. */
export const activityExportQuery = z.object({ ...ownFilters, format: z.enum(activityFormats).default('csv') });

export type ActivityFilters = z.output<z.ZodObject<typeof ownFilters>>;

/** By group, the names without it: the event `org.member.add` is `member.add` of `org`. */
export const auditLogActions = z.object({
  actions: z.record(z.string(), z.object({ label: z.string(), actions: z.array(z.object({ name: z.string(), description: z.string(), label: z.string() })) })),
});

/** `data`: what it became, and under `before.` what it was; lists and objects as JSON. */
export const auditLogs = z.object({
  logs: z.array(
    z.object({
      account: z.string(),
      action: z.string(),
      name: z.string(),
      actor: z.string(),
      data: z.record(z.string(), z.string()),
      timestamp: z.string(),
      action_description: z.string(),
    }),
  ),
});

const actor = z.object({
  kind: z.string(),
  id: z.string().nullable(),
  name: z.string(),
  credential: z.object({ kind: z.string(), id: z.string().nullable() }),
  client_address: z.string(),
  user_agent: z.string(),
  request_id: z.string(),
});

/**
 * One entry. `organization` null: the installation's own log. `sequence` counts from 1 in each log, without gaps. `hash` is the SHA-256
 * of the entry's line in the JSON Lines export without its hash; see docs/activity.md.
 */
export const activityEntry = z.object({
  organization: z.string().nullable(),
  sequence: z.number().int(),
  time: z.string(),
  action: z.string(),
  name: z.string(),
  actor,
  before: z.json(),
  after: z.json(),
  previous_hash: z.string(),
  hash: z.string(),
});
export type ActivityEntry = z.infer<typeof activityEntry>;

/** Newest first; `next_cursor` null: there are no older ones. What is added meanwhile moves nothing between pages. */
export const activityPage = z.object({ activity: z.array(activityEntry), next_cursor: z.string().nullable() });
export type ActivityPage = z.infer<typeof activityPage>;

export const activityProblems = ['changed', 'missing', 'added', 'seal'] as const;

/**
 * `valid`: there is no problem. A problem's `sequence` is the first entry that it is about, `count` how many, from that one on; null and 0: the log as a
 * whole. The first hundred are listed, `problem_count` has the number of all.
 */
export const activityVerification = z.object({
  organization: z.string().nullable(),
  valid: z.boolean(),
  entries: z.number().int(),
  head: z.object({ sequence: z.number().int(), hash: z.string() }).nullable(),
  problem_count: z.number().int(),
  problems: z.array(z.object({ sequence: z.number().int().nullable(), problem: z.enum(activityProblems), count: z.number().int(), message: z.string() })),
});
export type ActivityVerification = z.infer<typeof activityVerification>;
