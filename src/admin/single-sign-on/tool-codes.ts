// The codes that a command line tool exchanges for a bearer token after its person has signed in: good once, for a short time, and only with the tool's verifier (RFC 7636).
import { createHash, randomBytes } from 'node:crypto';
import { createBoundedMap } from '../../identity/bounded-map.ts';

const secondMs = 1000;
/** A person may have to copy it. */
const lifetimeMs = 300 * secondMs;
const codeBytes = 32;
/** Each is made by a sign-in that was completed. */
const codesMax = 10_000;

interface Issued {
  readonly userId: string;
  readonly codeChallenge: string;
  readonly expiresAtMs: number;
}

export interface ToolCodes {
  readonly issue: (granted: Pick<Issued, 'userId' | 'codeChallenge'>) => string;
  /** The account's id. Whatever comes of it, the code is used up. */
  readonly redeem: (code: string, codeVerifier: string) => string | undefined;
}

/** `now` is in ms since the epoch. */
export function createToolCodes({ now }: { readonly now: () => number }): ToolCodes {
  const issued = createBoundedMap<string, Issued>(codesMax);
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
  return {
    issue: (granted) => {
      const code = randomBytes(codeBytes).toString('base64url');
      issued.set(hash(code), { ...granted, expiresAtMs: now() + lifetimeMs });
      return code;
    },
    redeem: (code, codeVerifier) => {
      const key = hash(code);
      const granted = issued.get(key);
      issued.delete(key);
      if (granted === undefined || granted.expiresAtMs <= now() || hash(codeVerifier) !== granted.codeChallenge) return undefined;
      return granted.userId;
    },
  };
}
