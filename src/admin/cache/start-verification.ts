// POST /v2/cache/verify: begins to read all content again; one that is under way is joined.
import type { Operation } from '../operation.ts';
import { requireCache } from './cache-off.ts';
import type { CacheKeeper } from './cache.port.ts';
import { wireVerification } from './wire-verification.ts';

export function createStartVerification({ cache }: { readonly cache: CacheKeeper | undefined }): Operation<'startCacheVerification'> {
  return () => ({ body: wireVerification(requireCache(cache).startVerify()) });
}
