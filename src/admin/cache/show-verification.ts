// GET /v2/cache/verify
import type { Operation } from '../operation.ts';
import { requireCache } from './cache-off.ts';
import type { CacheKeeper } from './cache.port.ts';
import { wireVerification } from './wire-verification.ts';

export function createShowVerification({ cache }: { readonly cache: CacheKeeper | undefined }): Operation<'showCacheVerification'> {
  return () => ({ body: wireVerification(requireCache(cache).verifyState()) });
}
