// Slows down who guesses passwords, per account and per address, without locking out who knows them.
import { createBoundedMap } from './bounded-map.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** Failures are forgotten this long after the last one. */
const windowMs = 15 * minuteMs;
/** An address may stand for a whole office: it has more mistakes free than an account. */
const freeFailures = { account: 5, address: 20, pair: 5 } as const;
const firstDelayMs = 250;
const delayMaxMs = minuteMs;
/** Shorter delays are waited out, longer ones are told. */
const waitMaxMs = 4 * secondMs;
/** Accounts, addresses and pairs together: some 10 MB when full. */
const entriesMax = 50_000;

export interface SignInSource {
  /** The name as given, whether or not there is such an account. */
  readonly identifier: string;
  readonly clientAddress: string;
}

/** May the attempt be made now? After `waitMs` when that is short enough to wait for; else not before `retryAfterSeconds`. */
export type Admission = { readonly kind: 'now' } | { readonly kind: 'wait'; readonly waitMs: number } | { readonly kind: 'slow-down'; readonly retryAfterSeconds: number };

export interface Throttle {
  readonly admit: (source: SignInSource) => Admission;
  readonly failed: (source: SignInSource) => void;
  /** From now on this account at this address answers for its own failures alone: others' no longer hold it up. */
  readonly succeeded: (source: SignInSource) => void;
}

interface Entry {
  readonly failures: number;
  readonly lastAtMs: number;
  readonly isKnown: boolean;
}

/**
 * After the free failures each further one doubles the time that must pass before the next attempt: 250 ms, 500 ms, ... 60 s.
 * `now` is in ms since the epoch.
 */
export function createThrottle({ now }: { readonly now: () => number }): Throttle {
  const entries = createBoundedMap<string, Entry>(entriesMax);

  const read = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.isKnown || now() - entry.lastAtMs < windowMs) return entry;
    entries.delete(key);
    return undefined;
  };
  const addFailure = (key: string): void => {
    const before = read(key);
    const isFresh = before === undefined || now() - before.lastAtMs >= windowMs;
    entries.set(key, { failures: isFresh ? 1 : before.failures + 1, lastAtMs: now(), isKnown: before?.isKnown ?? false });
  };
  const remainingMs = (key: string, free: number): number => {
    const entry = read(key);
    if (entry === undefined || entry.failures < free) return 0;
    const delayMs = Math.min(firstDelayMs * 2 ** (entry.failures - free), delayMaxMs);
    return Math.max(0, entry.lastAtMs + delayMs - now());
  };

  return {
    admit(source) {
      const keys = keysOf(source);
      const isKnown = read(keys.pair)?.isKnown === true;
      return admissionOf(
        isKnown ? remainingMs(keys.pair, freeFailures.pair) : Math.max(remainingMs(keys.account, freeFailures.account), remainingMs(keys.address, freeFailures.address)),
      );
    },
    failed(source) {
      for (const key of Object.values(keysOf(source))) addFailure(key);
    },
    succeeded(source) {
      entries.set(keysOf(source).pair, { failures: 0, lastAtMs: now(), isKnown: true });
    },
  };
}

function admissionOf(remaining: number): Admission {
  if (remaining === 0) return { kind: 'now' };
  if (remaining <= waitMaxMs) return { kind: 'wait', waitMs: remaining };
  return { kind: 'slow-down', retryAfterSeconds: Math.ceil(remaining / secondMs) };
}

/** Names come from outside at any length: a long one is cut, and shares its entry with its like. */
function keysOf({ identifier, clientAddress }: SignInSource): { readonly account: string; readonly address: string; readonly pair: string } {
  const account = identifier.slice(0, 64).toLowerCase();
  const network = networkOf(clientAddress);
  return { account: `account ${account}`, address: `address ${network}`, pair: `pair ${network} ${account}` };
}

/** Who has one IPv6 address has the whole /64 around it, and could take another for each guess. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
