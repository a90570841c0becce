// What is answered while there is no cache to look after.
import { ProblemError } from '../problem.ts';
import type { CacheKeeper } from './cache.port.ts';

/** @throws ProblemError 409 */
export function requireCache(cache: CacheKeeper | undefined): CacheKeeper {
  if (cache === undefined) throw new ProblemError(409, 'the cache is switched off: set cache.enabled (PULLGATE_CACHE) to true, and restart pullgate');
  return cache;
}
