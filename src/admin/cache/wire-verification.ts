// A verification of the cache as the API writes it.
import { wrongListedMax } from '../../contract/cache.ts';
import type { CacheVerification } from '../../contract/cache.ts';
import { wireTime } from '../wire-time.ts';
import type { Verification } from './cache.port.ts';

export function wireVerification({ state, checked, total, bytes, totalBytes, wrong, failure, startedAtMs, finishedAtMs }: Verification): CacheVerification {
  return {
    state,
    checked,
    total,
    bytes,
    total_bytes: totalBytes,
    wrong_count: wrong.length,
    wrong: wrong.slice(0, wrongListedMax).map(({ digest, problem }) => ({ digest, problem })),
    failure: failure ?? null,
    started_at: startedAtMs === undefined ? null : wireTime(startedAtMs),
    finished_at: finishedAtMs === undefined ? null : wireTime(finishedAtMs),
  };
}
