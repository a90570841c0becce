// POST /v2/cache/prune
import type { ActivityWriter } from '../../audit/activity.port.ts';
import type { Operation } from '../operation.ts';
import { requireCache } from './cache-off.ts';
import type { CacheKeeper } from './cache.port.ts';

const secondMs = 1000;

export function createPruneCache({ cache, store }: { readonly cache: CacheKeeper | undefined; readonly store: ActivityWriter }): Operation<'pruneCache'> {
  return async ({ body, act }) => {
    const { max_size_bytes: size, unused_for_seconds: seconds } = body;
    const maxBytes = body.all === true ? 0 : size;
    const keeper = requireCache(cache);
    await store.recordAct(act({ action: 'installation.cache.prune', name: 'cache', after: { max_size_bytes: maxBytes ?? null, unused_for_seconds: seconds ?? null } }));
    const { count, bytes } = await keeper.prune({ ...(maxBytes === undefined ? {} : { maxBytes }), ...(seconds === undefined ? {} : { unusedForMs: seconds * secondMs }) });
    return { body: { removed: count, freed_bytes: bytes } };
  };
}
