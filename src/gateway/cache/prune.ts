// What an operator has removed: what was not used for long, or everything above a size.
import type { CacheIndex } from './cache-index.port.ts';
import { evict } from './evict.ts';
import type { EvictionParts, Removed } from './evict.ts';
import { prefixOf, shards } from './stored-files.ts';

export interface PruneWish {
  /** No more than this stays; 0: nothing. */
  readonly maxBytes?: number;
  /** What was used last longer ago than this goes, whatever the size. */
  readonly unusedForMs?: number;
}

export interface PruneOptions extends EvictionParts {
  readonly index: EvictionParts['index'] & Pick<CacheIndex, 'contentUnder' | 'totals'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** What somebody reads stays. @throws StorageFailed when the index fails */
export type Prune = (wish: PruneWish) => Promise<Removed>;

export function createPrune(options: PruneOptions): Prune {
  const { index, now } = options;
  return async ({ maxBytes, unusedForMs }) => {
    const unused = unusedForMs === undefined ? { count: 0, bytes: 0 } : await removeUnused(options, now() - unusedForMs);
    const above = maxBytes === undefined ? { count: 0, bytes: 0 } : await evict(options, () => index.totals().bytes <= maxBytes);
    return { count: unused.count + above.count, bytes: unused.bytes + above.bytes };
  };
}

async function removeUnused({ index, content }: PruneOptions, beforeMs: number): Promise<Removed> {
  let count = 0;
  let bytes = 0;
  for (const shard of shards) {
    for (const { digest, size, usedAtMs } of index.contentUnder(prefixOf(shard))) {
      if (usedAtMs > beforeMs || content.isLeased(digest)) continue;
      await content.remove(digest);
      if (index.content(digest) !== undefined) continue;
      count += 1;
      bytes += size;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { count, bytes };
}
