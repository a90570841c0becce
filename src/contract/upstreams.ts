// Upstream registries on the wire, and their credentials: a password goes in and never comes out.
import { z } from 'zod';
import { plainText } from './plain-text.ts';

/** What a registry last told of its pull limit: so many left of `limit` in a window, at that time (RFC 3339), for whom it counts (an address, an account). */
export const upstreamRateLimit = z.object({
  limit: z.number().int().nullable(),
  remaining: z.number().int(),
  window_seconds: z.number().int().nullable(),
  source: z.string().nullable(),
  at: z.string(),
});
export type UpstreamRateLimit = z.infer<typeof upstreamRateLimit>;

/** `delivery`: how blobs reach clients. `credential`: where the gateway's is from, null: it asks as anybody may. `rate_limit` null: the registry never told. */
export const upstream = z.object({
  registry: z.string(),
  address: z.string(),
  delivery: z.enum(['cache', 'stream', 'redirect']),
  username: z.string().nullable(),
  credential: z.enum(['stored', 'configured']).nullable(),
  rate_limit: upstreamRateLimit.nullable(),
});
export type Upstream = z.infer<typeof upstream>;

export const upstreamList = z.object({ count: z.number().int(), results: z.array(upstream) });
export type UpstreamList = z.infer<typeof upstreamList>;

export const upstreamCredentialEntry = z.object({ registry: z.string(), username: z.string() });
export type UpstreamCredentialEntry = z.infer<typeof upstreamCredentialEntry>;

export const upstreamCredentialList = z.object({ count: z.number().int(), results: z.array(upstreamCredentialEntry) });
export type UpstreamCredentialList = z.infer<typeof upstreamCredentialList>;

export const setUpstreamCredentialRequest = z.strictObject({
  username: plainText(255).min(1),
  password: z.string().min(1).max(4096),
});
export type SetUpstreamCredentialRequest = z.infer<typeof setUpstreamCredentialRequest>;
