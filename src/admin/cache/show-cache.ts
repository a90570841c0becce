// GET /v2/cache
import type { CacheReport } from '../../contract/cache.ts';
import type { Operation } from '../operation.ts';
import { wireTime } from '../wire-time.ts';
import type { CacheKeeper } from './cache.port.ts';

const off: CacheReport = {
  enabled: false,
  problem: null,
  folder: null,
  bytes: 0,
  max_bytes: 0,
  low_water_bytes: 0,
  blobs: 0,
  manifests: 0,
  flights: 0,
  hits: 0,
  misses: 0,
  stale: 0,
  bypassed: 0,
  bytes_from_cache: 0,
  bytes_from_upstream: 0,
  since: null,
};

export function createShowCache({ cache }: { readonly cache: Pick<CacheKeeper, 'report'> | undefined }): Operation<'showCache'> {
  return () => {
    if (cache === undefined) return { body: off };
    const report = cache.report();
    const { folder, bytes, blobs, manifests, flights, hits, misses, stale, bypassed } = report;
    return {
      body: {
        enabled: true,
        problem: report.problem ?? null,
        folder,
        bytes,
        max_bytes: report.maxBytes,
        low_water_bytes: report.lowWaterBytes,
        blobs,
        manifests,
        flights,
        hits,
        misses,
        stale,
        bypassed,
        bytes_from_cache: report.bytesFromCache,
        bytes_from_upstream: report.bytesFromUpstream,
        since: wireTime(report.sinceMs),
      },
    };
  };
}
