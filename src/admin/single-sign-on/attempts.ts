// What a sign-in keeps between its two halves: encrypted in a cookie, so that it is bound to the browser and nobody can fill our memory; good once.
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { parse, serialize } from 'hono/utils/cookie';
import { z } from 'zod';
import { createBoundedMap } from '../../identity/bounded-map.ts';

const secondMs = 1000;
export const attemptLifetimeSeconds = 600;
const plainName = 'pullgate_sign_in';
/** RFC 6265bis section 4.1.3.2: taken from this very host over TLS alone. */
const hostName = `__Host-${plainName}`;
const headerCharactersMax = 16_384;
/** RFC 7518 sections 4.5 and 5.3. */
const header = { alg: 'dir', enc: 'A256GCM' } as const;
/** Only those that came back; whoever evicts one has signed in 5000 times within ten minutes. */
const usedMax = 10_000;

const attemptShape = z.object({
  organization: z.string(),
  /** As the connection had them: a sign-in does not survive their change. */
  issuer: z.string(),
  clientId: z.string(),
  oidc: z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string(), redirectUri: z.string() }),
  purpose: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('browser'), returnTo: z.string() }),
    z.object({ kind: z.literal('link'), returnTo: z.string(), userId: z.string() }),
    /** `loopback`: where the tool listens, and what it wants to hear; without it the code is shown. */
    z.object({ kind: z.literal('tool'), codeChallenge: z.string(), loopback: z.object({ port: z.number(), state: z.string() }).optional() }),
  ]),
});
export type Attempt = z.infer<typeof attemptShape>;

export interface Attempts {
  /** The value of Set-Cookie. */
  readonly keep: (attempt: Attempt, options: { readonly isSecure: boolean }) => Promise<string>;
  /** Undefined when the browser did not begin this very sign-in, when that was too long ago, or when it came back before. */
  readonly take: (cookieHeader: string | undefined, state: string, options: { readonly isSecure: boolean }) => Promise<Attempt | undefined>;
  /** What this browser began last, over or not: only to begin it anew, never to complete it. */
  readonly recall: (cookieHeader: string | undefined, options: { readonly isSecure: boolean }) => Promise<Pick<Attempt, 'organization' | 'purpose'> | undefined>;
}

/** `key`: 32 bytes; one that is made anew at each start ends the sign-ins under way, no more. `now` is in ms since the epoch. */
export function createAttempts({ key, now }: { readonly key: Uint8Array; readonly now: () => number }): Attempts {
  const used = createBoundedMap<string, true>(usedMax);
  const read = async (cookieHeader: string | undefined, { isSecure }: { readonly isSecure: boolean }): Promise<Attempt | undefined> => {
    if (cookieHeader === undefined || cookieHeader.length > headerCharactersMax) return undefined;
    const name = isSecure ? hostName : plainName;
    return open(parse(cookieHeader, name)[name] ?? '', key, now());
  };
  return {
    keep: async (attempt, { isSecure }) => {
      const expiresAtSeconds = Math.floor(now() / secondMs) + attemptLifetimeSeconds;
      const sealed = await new EncryptJWT({ attempt }).setProtectedHeader(header).setExpirationTime(expiresAtSeconds).encrypt(key);
      return serialize(isSecure ? hostName : plainName, sealed, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure, maxAge: attemptLifetimeSeconds });
    },
    recall: read,
    take: async (cookieHeader, state, options) => {
      const attempt = await read(cookieHeader, options);
      if (attempt === undefined || attempt.oidc.state !== state || used.get(state) !== undefined) return undefined;
      used.set(state, true);
      return attempt;
    },
  };
}

async function open(sealed: string, key: Uint8Array, nowMs: number): Promise<Attempt | undefined> {
  try {
    const { payload } = await jwtDecrypt(sealed, key, { keyManagementAlgorithms: [header.alg], contentEncryptionAlgorithms: [header.enc], requiredClaims: ['exp'], currentDate: new Date(nowMs) });
    return attemptShape.parse(payload['attempt']);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
