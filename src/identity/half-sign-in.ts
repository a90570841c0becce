// Sign-ins whose password was right and whose code is still to come: each is known to its client by a token that is good for this alone.
import { randomBytes } from 'node:crypto';
import type { Account } from './account.port.ts';
import { createBoundedMap } from './bounded-map.ts';

const minuteMs = 60_000;
export const halfSignInLifetimeMs = 5 * minuteMs;
/** Then the password is asked for again: whoever has lost it meanwhile is out. */
const codesMax = 5;
/** Only who knows a password adds one. */
const pendingMax = 10_000;
const tokenBytes = 32;

export interface HalfSignIns {
  /** Makes the token: 43 characters of base64url, kept in memory alone, so that it ends with this process at the latest. */
  readonly begin: (account: Pick<Account, 'id' | 'credentialVersion'>) => string;
  /** Whose it is, for one code. Undefined for what is unknown, over, or has had its codes. */
  readonly find: (token: string) => HalfSignIn | undefined;
  /** After the right code: it is good for nothing more. False: somebody else was first. */
  readonly finish: (token: string) => boolean;
}

export interface HalfSignIn {
  readonly accountId: string;
  /** Of the password that was right. */
  readonly credentialVersion: number;
}

interface Pending extends HalfSignIn {
  readonly untilMs: number;
  readonly codesLeft: number;
}

/** `now` is in ms since the epoch. */
export function createHalfSignIns({ now }: { readonly now: () => number }): HalfSignIns {
  const pending = createBoundedMap<string, Pending>(pendingMax);
  return {
    begin: ({ id, credentialVersion }) => {
      const token = randomBytes(tokenBytes).toString('base64url');
      pending.set(token, { accountId: id, credentialVersion, untilMs: now() + halfSignInLifetimeMs, codesLeft: codesMax });
      return token;
    },
    find: (token) => {
      const half = pending.get(token);
      if (half === undefined) return undefined;
      if (half.untilMs <= now() || half.codesLeft === 0) {
        pending.delete(token);
        return undefined;
      }
      pending.set(token, { ...half, codesLeft: half.codesLeft - 1 });
      return { accountId: half.accountId, credentialVersion: half.credentialVersion };
    },
    finish: (token) => {
      const isFirst = pending.get(token) !== undefined;
      pending.delete(token);
      return isFirst;
    },
  };
}
