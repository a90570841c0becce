// How many requests a minute one caller may make of the admin API: counted in memory, told in Docker Hub's headers.
import { networkOf } from '../identity/throttle.ts';
import { ProblemError } from './problem.ts';

const secondMs = 1000;
const windowMs = 60 * secondMs;
/** More callers than this in one minute share one count, so that no flood of addresses fills the memory. */
const callersMax = 50_000;

export interface RateLimits {
  /** Requests a minute of one account, or of one organization's identity provider. */
  readonly perMinute: number;
  /** Requests a minute of one client address, for whoever is not signed in. */
  readonly anonymousPerMinute: number;
}

/** Who is counted: `account` for who is signed in with whatever, `address` for everybody else. */
export type Counted = { readonly kind: 'account'; readonly id: string } | { readonly kind: 'address'; readonly address: string };

export interface RateLimit {
  /**
   * Counts a request, and resolves with the headers that tell what is left.
   * @throws ProblemError 429 where nothing is
   */
  readonly count: (who: Counted) => Readonly<Record<string, string>>;
}

/**
 * Windows of a minute by the clock, one for everybody: when it ends all counts are forgotten.
 * `X-RateLimit-Reset` and `X-Retry-After` are Unix times in seconds, as Docker Hub has them; `Retry-After` is a number of seconds (RFC 9110).
 */
export function createRateLimit({ limits, now }: { readonly limits: RateLimits; readonly now: () => number }): RateLimit {
  let windowEndsMs = 0;
  let counts = new Map<string, number>();

  return {
    count(who) {
      const nowMs = now();
      // A clock that was set back leaves a window that would end too late.
      if (nowMs >= windowEndsMs || nowMs < windowEndsMs - windowMs) {
        windowEndsMs = (Math.floor(nowMs / windowMs) + 1) * windowMs;
        counts = new Map();
      }
      const limit = who.kind === 'account' ? limits.perMinute : limits.anonymousPerMinute;
      const key = who.kind === 'account' ? `account ${who.id}` : `address ${networkOf(who.address)}`;
      const counted = counts.has(key) || counts.size < callersMax ? key : `others ${who.kind}`;
      const used = (counts.get(counted) ?? 0) + 1;
      counts.set(counted, Math.min(used, limit + 1));
      const headers = { 'X-RateLimit-Limit': String(limit), 'X-RateLimit-Remaining': String(Math.max(0, limit - used)), 'X-RateLimit-Reset': String(windowEndsMs / secondMs) };
      if (used > limit) throw tooMany(headers, { limit, resetSeconds: windowEndsMs / secondMs, waitSeconds: Math.ceil((windowEndsMs - nowMs) / secondMs) });
      return headers;
    },
  };
}

interface Wait {
  readonly limit: number;
  readonly resetSeconds: number;
  readonly waitSeconds: number;
}

function tooMany(headers: Readonly<Record<string, string>>, { limit, resetSeconds, waitSeconds }: Wait): ProblemError {
  return new ProblemError(429, `more than ${limit} requests in a minute: go on in ${waitSeconds} s`, {
    detail: 'Rate limit exceeded',
    headers: { ...headers, 'X-Retry-After': String(resetSeconds), 'Retry-After': String(waitSeconds) },
  });
}
