// What upstream says about its pull limit: Docker Hub's ratelimit-* headers.
import type { RateLimit } from './upstream-registry.ts';

export interface RateLimitHeaders {
  readonly limit: string | undefined;
  readonly remaining: string | undefined;
  readonly source: string | undefined;
}

/**
 * Reads `ratelimit-limit: 100;w=21600`, `ratelimit-remaining: 76;w=21600` and `docker-ratelimit-source`, as Docker Hub
 * sends them. Undefined when there is no `remaining`: then nothing is limited, or nothing was told.
 */
export function parseRateLimit({ limit, remaining, source }: RateLimitHeaders, atMs: number): RateLimit | undefined {
  const left = parseQuota(remaining);
  if (left === undefined) return undefined;
  const whole = parseQuota(limit);
  const windowSeconds = left.windowSeconds ?? whole?.windowSeconds;
  return {
    remaining: left.count,
    atMs,
    ...(whole === undefined ? {} : { limit: whole.count }),
    ...(windowSeconds === undefined ? {} : { windowSeconds }),
    ...(source !== undefined && /^[\x21-\x7e]{1,128}$/.test(source) ? { source } : {}),
  };
}

function parseQuota(header: string | undefined): { readonly count: number; readonly windowSeconds: number | undefined } | undefined {
  const match = /^\s*(\d{1,9})\s*(?:;\s*w=(\d{1,9})\s*)?$/.exec(header ?? '');
  if (match === null) return undefined;
  return { count: Number(match[1]), windowSeconds: match[2] === undefined ? undefined : Number(match[2]) };
}
