// POST /v2/cache/verify: begins to read all content again; one that is under way is joined.
import type { ActivityWriter } from '../../audit/activity.port.ts';
import type { Operation } from '../operation.ts';
import { requireCache } from './cache-off.ts';
import type { CacheKeeper } from './cache.port.ts';
import { wireVerification } from './wire-verification.ts';

export function createStartVerification({ cache, store }: { readonly cache: CacheKeeper | undefined; readonly store: ActivityWriter }): Operation<'startCacheVerification'> {
  return async ({ act }) => {
    const keeper = requireCache(cache);
    await store.recordAct(act({ action: 'installation.cache.verify', name: 'cache' }));
    return { body: wireVerification(keeper.startVerify()) };
  };
}
