// POST /v2/cache/prune
import type { Operation } from '../operation.ts';
import { requireCache } from './cache-off.ts';
import type { CacheKeeper } from './cache.port.ts';

const secondMs = 1000;

export function createPruneCache({ cache }: { readonly cache: CacheKeeper | undefined }): Operation<'pruneCache'> {
  return async ({ body }) => {
    const { max_size_bytes: size, unused_for_seconds: seconds } = body;
    const maxBytes = body.all === true ? 0 : size;
    const { count, bytes } = await requireCache(cache).prune({ ...(maxBytes === undefined ? {} : { maxBytes }), ...(seconds === undefined ? {} : { unusedForMs: seconds * secondMs }) });
    return { body: { removed: count, freed_bytes: bytes } };
  };
}
