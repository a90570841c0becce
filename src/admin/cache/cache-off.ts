// What is answered while there is no cache to look after.
import { ProblemError } from '../problem.ts';
import type { CacheKeeper } from './cache.port.ts';

/** @throws ProblemError 409 */
export function requireCache(cache: CacheKeeper | undefined): CacheKeeper {
  if (cache === undefined) throw new ProblemError(409, 'the cache is off: cache.enabled (PULLGATE_CACHE) says so, or its folder could not be opened at the start, as the log tells; mend that and restart pullgate');
  return cache;
}
