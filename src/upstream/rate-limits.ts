// What one upstream last said about its pull limit to each identity, with a warning before the pulls run out.
import type { Log } from '../telemetry/log.ts';
import type { PersonIdentity, RateLimit, UpstreamIdentity } from './upstream-registry.ts';

/** Those whose limit is the operator's concern: what a person has left upstream is the person's own. */
type CountedIdentity = Exclude<UpstreamIdentity, PersonIdentity>;

const warnBelowShare = 0.1;
/** Above it the next fall is worth another line; between the two it may go to and fro, as the window moves. */
const calmAboveShare = 0.2;

const advice = {
  anonymous: 'sign the gateway in with pullgate upstream login, to get more',
  gateway: 'sign the gateway in to an account that may pull more, with pullgate upstream login',
} as const satisfies Record<CountedIdentity, string>;

export interface RateLimits {
  readonly get: (as: UpstreamIdentity) => RateLimit | undefined;
  readonly set: (as: UpstreamIdentity, limit: RateLimit) => void;
}

export function createRateLimits({ registry, log }: { readonly registry: string; readonly log: Pick<Log, 'warn'> }): RateLimits {
  const limits = new Map<CountedIdentity, RateLimit>();
  const warned = new Set<CountedIdentity>();
  return {
    get: (as) => (typeof as === 'string' ? limits.get(as) : undefined),
    set: (as, rateLimit) => {
      if (typeof as !== 'string') return;
      limits.set(as, rateLimit);
      const { limit, remaining, windowSeconds } = rateLimit;
      if (limit === undefined || limit === 0) return;
      const share = remaining / limit;
      if (share >= calmAboveShare) warned.delete(as);
      if (share >= warnBelowShare || warned.has(as)) return;
      warned.add(as);
      log.warn({ registry, as, remaining, limit, ...(windowSeconds === undefined ? {} : { windowSeconds }) }, `${registry} grants few more pulls: ${advice[as]}`);
    },
  };
}
