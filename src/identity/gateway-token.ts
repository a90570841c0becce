// The gateway's own tokens: short access tokens that registry clients carry, and refresh tokens that they trade for new ones.
import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Subject } from '../core/policy/access-request.ts';
import { createBoundedMap } from './bounded-map.ts';
import type { SigningKey } from './signing-key.port.ts';
import { importSigningKey, signingAlgorithms } from './signing-key.ts';
import type { KeyPair } from './signing-key.ts';
import { claimsOf, holderFromClaims, holderOf } from './verified-token.ts';
import type { VerifiedToken } from './verified-token.ts';

const secondMs = 1000;
export const accessTokenLifetimeSeconds = 300;
const daySeconds = 24 * 60 * 60;
export const refreshTokenLifetimeSeconds = 30 * daySeconds;

const issuer = 'pullgate';
const audiences = { access: 'pullgate-gateway', refresh: 'pullgate-refresh' } as const;
type Use = keyof typeof audiences;
const lifetimesSeconds = { access: accessTokenLifetimeSeconds, refresh: refreshTokenLifetimeSeconds } as const satisfies Record<Use, number>;

/** Ours have some 400 characters; longer ones are not looked at. */
const tokenCharactersMax = 4096;
/** Every request of a pull brings its token: verified once, remembered until it expires. */
const rememberedMax = 10_000;

export interface IssueOptions {
  /** The account's, after a sign-in with the password. */
  readonly credentialVersion?: number;
}

export interface IssuedAccessToken {
  readonly token: string;
  readonly expiresInSeconds: typeof accessTokenLifetimeSeconds;
  /** RFC 3339, UTC. */
  readonly issuedAt: string;
}

export interface GatewayTokens {
  readonly issueAccessToken: (subject: Subject, options?: IssueOptions) => Promise<IssuedAccessToken>;
  /** A token that was verified before and has not expired since; undefined says nothing of a token. */
  readonly rememberedAccessToken: (token: string) => VerifiedToken | undefined;
  /** Undefined for what is malformed, expired, foreign, or meant for another use. */
  readonly verifyAccessToken: (token: string) => Promise<VerifiedToken | undefined>;
  /** Bound to the access token or password that was signed in with; whether that is still good is for the caller to ask. */
  readonly issueRefreshToken: (subject: Exclude<Subject, { kind: 'anonymous' }>, options?: IssueOptions) => Promise<string>;
  readonly verifyRefreshToken: (token: string) => Promise<VerifiedToken | undefined>;
}

/** `now` is in ms since the epoch. */
export function createGatewayTokens({ key, now }: { readonly key: SigningKey; readonly now: () => number }): GatewayTokens {
  const remembered = rememberTokens(now);
  let imported: Promise<KeyPair> | undefined;
  const keys = (): Promise<KeyPair> => (imported ??= importSigningKey(key, 'gateway'));

  const issue = async (use: Use, subject: Subject, { credentialVersion }: IssueOptions): Promise<{ token: string; issuedAtSeconds: number }> => {
    const holder = holderOf(subject, credentialVersion);
    const issuedAtSeconds = Math.floor(now() / secondMs);
    const token = await new SignJWT({ ...claimsOf(holder) })
      .setProtectedHeader({ alg: signingAlgorithms.gateway, typ: 'JWT', kid: key.id })
      .setIssuer(issuer)
      .setAudience(audiences[use])
      .setSubject(holder.subjectId)
      .setJti(randomUUID())
      .setIssuedAt(issuedAtSeconds)
      .setExpirationTime(issuedAtSeconds + lifetimesSeconds[use])
      .sign((await keys()).privateKey);
    return { token, issuedAtSeconds };
  };

  const verify = async (use: Use, token: string): Promise<VerifiedToken | undefined> => {
    if (token.length > tokenCharactersMax) return undefined;
    const { publicKey } = await keys();
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: [signingAlgorithms.gateway],
        issuer,
        audience: audiences[use],
        requiredClaims: ['sub', 'jti', 'iat', 'exp'],
        currentDate: new Date(now()),
      });
      const holder = holderFromClaims(payload);
      return holder === undefined ? undefined : { ...holder, expiresAtMs: (payload.exp ?? 0) * secondMs };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };

  const verifyAccessToken = async (token: string): Promise<VerifiedToken | undefined> => {
    const known = remembered.get(token);
    if (known !== undefined) return known;
    const verified = await verify('access', token);
    if (verified !== undefined) remembered.set(token, verified);
    return verified;
  };

  return {
    async issueAccessToken(subject, options = {}) {
      const { token, issuedAtSeconds } = await issue('access', subject, options);
      return { token, expiresInSeconds: accessTokenLifetimeSeconds, issuedAt: new Date(issuedAtSeconds * secondMs).toISOString() };
    },
    rememberedAccessToken: remembered.get,
    verifyAccessToken,
    async issueRefreshToken(subject, options = {}) {
      return (await issue('refresh', subject, options)).token;
    },
    verifyRefreshToken: (token) => verify('refresh', token),
  };
}

interface RememberedTokens {
  /** Undefined once the token has expired. */
  readonly get: (token: string) => VerifiedToken | undefined;
  readonly set: (token: string, verified: VerifiedToken) => void;
}

/** By the token itself, which is in the memory of this process with every request that brings it; of no use to anybody after five minutes. */
function rememberTokens(now: () => number): RememberedTokens {
  const remembered = createBoundedMap<string, VerifiedToken>(rememberedMax);
  return {
    get: (token) => {
      const known = remembered.get(token);
      if (known === undefined || known.expiresAtMs > now()) return known;
      remembered.delete(token);
      return undefined;
    },
    set: remembered.set,
  };
}
