// How often the cache had what was asked for.
import type { CacheStatus } from '../cache-status.ts';
import type { SourceStats } from './report.ts';

export interface Answered {
  readonly cacheStatus: CacheStatus;
  /** Of the content; 0 where it is not known or not handed over. */
  readonly bytes: number;
}

export interface Counts {
  readonly add: (answered: Answered) => void;
  readonly read: () => SourceStats;
}

/** Counts from now on. */
export function createCounts(now: () => number): Counts {
  const counts = { hits: 0, misses: 0, stale: 0, bypassed: 0, bytesFromCache: 0, bytesFromUpstream: 0, sinceMs: now() };
  return {
    add: ({ cacheStatus, bytes }) => {
      switch (cacheStatus.kind) {
        case 'hit':
          counts.hits += 1;
          counts.bytesFromCache += bytes;
          return;
        case 'stale':
          counts.stale += 1;
          counts.bytesFromCache += bytes;
          return;
        case 'miss':
          counts.misses += 1;
          if (!cacheStatus.isCollapsed) counts.bytesFromUpstream += bytes;
          return;
        case 'bypass':
          counts.bypassed += 1;
          counts.bytesFromUpstream += bytes;
      }
    },
    read: () => ({ ...counts }),
  };
}
