// The state of the cache on the wire, and what its operator can have done with it.
import { z } from 'zod';

const count = z.number().int().min(0);

/**
 * GET /v2/cache. With `enabled` false there is no cache (switched off, or its folder could not be opened at the start), and the numbers are 0; `problem` says why nothing is kept now, null: all is well.
 * Requests and bytes are counted since the start (`since`, RFC 3339); `flights` are blobs that are arriving from upstream.
 */
export const cacheReport = z.object({
  enabled: z.boolean(),
  problem: z.string().nullable(),
  folder: z.string().nullable(),
  bytes: count,
  max_bytes: count,
  low_water_bytes: count,
  blobs: count,
  manifests: count,
  flights: count,
  hits: count,
  misses: count,
  stale: count,
  bypassed: count,
  bytes_from_cache: count,
  bytes_from_upstream: count,
  since: z.string().nullable(),
});
export type CacheReport = z.infer<typeof cacheReport>;

/** POST /v2/cache/prune: what was not used for so long, or everything above a size, or all of it. What somebody reads stays. */
export const pruneCacheRequest = z
  .strictObject({
    max_size_bytes: count.optional(),
    unused_for_seconds: count.optional(),
    all: z.boolean().optional(),
  })
  .refine(({ max_size_bytes: size, unused_for_seconds: seconds, all }) => size !== undefined || seconds !== undefined || all === true, 'names nothing to remove: send max_size_bytes, unused_for_seconds, or all');
export type PruneCacheRequest = z.infer<typeof pruneCacheRequest>;

export const prunedCache = z.object({ removed: count, freed_bytes: count });
export type PrunedCache = z.infer<typeof prunedCache>;

export const contentProblem = z.enum(['wrong-bytes', 'unreadable', 'wrong-size', 'file-missing', 'not-indexed']);
export type ContentProblem = z.infer<typeof contentProblem>;

/** At most so many are listed in `wrong`. */
export const wrongListedMax = 1000;

/**
 * The last verification, or the one under way: how far it is, and everything that it found wrong and mended (`wrong_count` counts all, `wrong`
 * lists the first). `failure` says why it could not go on. Times are RFC 3339, null: not yet.
 */
export const cacheVerification = z.object({
  state: z.enum(['idle', 'running', 'done', 'failed']),
  checked: count,
  total: count,
  bytes: count,
  total_bytes: count,
  wrong_count: count,
  wrong: z.array(z.object({ digest: z.string(), problem: contentProblem })),
  failure: z.string().nullable(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
});
export type CacheVerification = z.infer<typeof cacheVerification>;
