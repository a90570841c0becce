// What upstream said to a name and a secret a moment ago, so that it is not asked the same again at once: Docker Hub limits sign-ins.
import { createHmac, randomBytes } from 'node:crypto';
import { createBoundedMap } from './bounded-map.ts';
import type { UpstreamIdentityAnswer } from './upstream-identity.port.ts';

const minuteMs = 60_000;
/** So long a secret that was withdrawn upstream is still good for what it was good for a moment ago. */
export const proofRememberedMs = minuteMs;
/** Some 10 MB when full of tokens. */
const entriesMax = 2000;

export interface Proof {
  readonly username: string;
  readonly secret: string;
  readonly scopes: readonly string[];
}

export interface ProofMemory {
  /** The answer to the very same question; a "no" whatever was wanted. */
  readonly find: (proof: Proof) => UpstreamIdentityAnswer | undefined;
  /** Whether upstream has said "yes" to this name and secret, whatever was wanted. */
  readonly isProven: (proof: Proof) => boolean;
  readonly remember: (proof: Proof, answer: UpstreamIdentityAnswer) => void;
}

interface Entry {
  readonly answer: UpstreamIdentityAnswer;
  readonly untilMs: number;
}

/**
 * Names and secrets are not kept: only what comes of them under a key that this process makes up and never shows. Nor are answers kept that
 * hold the secret itself, as those of an upstream without tokens do.
 */
export function createProofMemory({ now }: { readonly now: () => number }): ProofMemory {
  const key = randomBytes(32);
  const entries = createBoundedMap<string, Entry>(entriesMax);
  const keyOf = (...parts: readonly string[]): string => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64');
  const withSecret = ({ username, secret }: Proof): string => keyOf('secret', username, secret);
  const withScopes = ({ username, secret, scopes }: Proof): string => keyOf('scopes', username, secret, ...scopes);

  const read = (name: string): UpstreamIdentityAnswer | undefined => {
    const entry = entries.get(name);
    if (entry === undefined || now() < entry.untilMs) return entry?.answer;
    entries.delete(name);
    return undefined;
  };
  const write = (name: string, answer: UpstreamIdentityAnswer): void => entries.set(name, { answer, untilMs: now() + proofRememberedMs });

  return {
    find: (proof) => {
      const said = read(withSecret(proof));
      return said?.kind === 'wrong' ? said : read(withScopes(proof));
    },
    isProven: (proof) => read(withSecret(proof))?.kind === 'proven',
    remember: (proof, answer) => {
      switch (answer.kind) {
        case 'proven':
          // The "yes" alone stands under name and secret: its token is for the scopes.
          write(withSecret(proof), { ...answer, identity: { ...answer.identity, token: '' } });
          if (answer.identity.scheme === 'bearer') write(withScopes(proof), answer);
          return;
        case 'wrong':
          write(withSecret(proof), answer);
          entries.delete(withScopes(proof));
          return;
        case 'refused':
        case 'away':
          return;
      }
    },
  };
}
