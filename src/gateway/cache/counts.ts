// How often the cache had what was asked for.
import type { CacheStatus } from './cache-status.ts';

export interface Counts {
  /** Answers from the cache, fresh or revalidated. */
  readonly hits: number;
  /** From the cache because upstream could not be asked. */
  readonly stale: number;
  /** Fetched, and kept. */
  readonly misses: number;
  /** Asked of upstream, and not kept. */
  readonly bypass: number;
  /** Of content found in the cache. */
  readonly bytes: number;
}

const counterOf = { hit: 'hits', stale: 'stale', miss: 'misses', bypass: 'bypass' } as const satisfies Record<CacheStatus['kind'], keyof Counts>;

export function createCounts(): { readonly add: (status: CacheStatus, bytes: number) => void; readonly read: () => Counts } {
  const counts = { hits: 0, stale: 0, misses: 0, bypass: 0, bytes: 0 };
  return {
    add: ({ kind }, bytes) => {
      counts[counterOf[kind]] += 1;
      if (kind === 'hit' || kind === 'stale') counts.bytes += bytes;
    },
    read: () => ({ ...counts }),
  };
}
