// The state of the cache for those who run it.
import type { CacheIndex, CacheTotals } from './cache-index.port.ts';
import type { ContentStore } from './content-store.ts';
import type { Room } from './room.ts';

/** How requests were answered since the start. */
export interface SourceStats {
  readonly hits: number;
  readonly misses: number;
  readonly stale: number;
  /** From upstream, and not kept. */
  readonly bypassed: number;
  readonly bytesFromCache: number;
  readonly bytesFromUpstream: number;
  /** Of the start. */
  readonly sinceMs: number;
}

export interface CacheReport extends SourceStats {
  readonly isEnabled: true;
  /** Why nothing is kept now. */
  readonly problem?: string;
  readonly folder: string;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly lowWaterBytes: number;
  readonly blobs: number;
  readonly manifests: number;
  /** Blobs that are arriving. */
  readonly flights: number;
}

export interface CacheReportParts {
  readonly folder: string;
  readonly index: Pick<CacheIndex, 'totals'>;
  readonly room: Pick<Room, 'state' | 'failed'>;
  readonly content: Pick<ContentStore, 'flightCount'>;
  readonly stats: () => SourceStats;
}

/** Never fails: an index that does is the problem that is reported. */
export function reportOnCache({ folder, index, room, content, stats }: CacheReportParts): CacheReport {
  const { blobs, manifests } = countContent(index, room);
  const { problem, bytes, maxBytes, lowWaterBytes } = room.state();
  return { isEnabled: true, folder, bytes, maxBytes, lowWaterBytes, blobs, manifests, flights: content.flightCount(), ...stats(), ...(problem === undefined ? {} : { problem }) };
}

function countContent(index: CacheReportParts['index'], room: CacheReportParts['room']): Pick<CacheTotals, 'blobs' | 'manifests'> {
  try {
    return index.totals();
  } catch (error) {
    room.failed(error);
    return { blobs: 0, manifests: 0 };
  }
}
