// How often the cache had what was asked for: the same share as `pullgate cache show` tells.
import type { Answer } from '../../api/operation-types.ts';

/** From 0 to 1 of the requests since the server's start; undefined: there was none. */
export function hitShare({ hits, stale, misses, bypassed }: Pick<Answer<'showCache'>, 'hits' | 'stale' | 'misses' | 'bypassed'>): number | undefined {
  const asked = hits + stale + misses + bypassed;
  return asked === 0 ? undefined : (hits + stale) / asked;
}
