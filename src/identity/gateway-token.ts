// The gateway's own tokens: short access tokens that registry clients carry, and refresh tokens that they trade for new ones.
import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Subject } from '../core/policy/access-request.ts';
import { createBoundedMap } from './bounded-map.ts';
import { createSealedTokens, isSealed } from './sealed-token.ts';
import type { SealedTokens } from './sealed-token.ts';
import type { SigningKey } from './signing-key.port.ts';
import { importSigningKey, signingAlgorithms } from './signing-key.ts';
import type { KeyPair } from './signing-key.ts';
import type { UpstreamSignIn } from './upstream-identity.port.ts';
import { claimsOf, holderFromClaims, holderOf, pushesClaim, pushesFromClaims, validityFromClaims } from './verified-token.ts';
import type { VerifiedToken } from './verified-token.ts';

const secondMs = 1000;
export const accessTokenLifetimeSeconds = 300;
const daySeconds = 24 * 60 * 60;
export const refreshTokenLifetimeSeconds = 30 * daySeconds;

const issuer = 'pullgate';
const audiences = { access: 'pullgate-gateway', refresh: 'pullgate-refresh' } as const;
type Use = keyof typeof audiences;
const lifetimesSeconds = { access: accessTokenLifetimeSeconds, refresh: refreshTokenLifetimeSeconds } as const satisfies Record<Use, number>;

/** Ours have some 400 characters, and 4/3 of an upstream token's (8192 at most) where they carry one; longer ones are not looked at. */
const tokenCharactersMax = 12_288;
/** Every request of a pull brings its token: verified once, remembered until it expires. */
const rememberedMax = 10_000;
/** With an upstream token inside, some 10 KiB each. */
const rememberedSealedMax = 1000;

export interface IssueOptions {
  /** The account's, after a sign-in with the password. */
  readonly credentialVersion?: number;
  /** The repositories, as the client names them, that it says it will push to. */
  readonly pushes?: readonly string[];
  /** After a sign-in that upstream has proven: the token carries it, and lives no longer. */
  readonly upstream?: UpstreamSignIn;
}

export interface IssuedAccessToken {
  readonly token: string;
  /** At most `accessTokenLifetimeSeconds`. */
  readonly expiresInSeconds: number;
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
  const sealed = createSealedTokens(key);
  let imported: Promise<KeyPair> | undefined;
  const keys = (): Promise<KeyPair> => (imported ??= importSigningKey(key, 'gateway'));

  const issue = createIssue({ key, keys, sealed, now });

  const verify = async (use: Use, token: string): Promise<VerifiedToken | undefined> => {
    if (token.length > tokenCharactersMax) return undefined;
    if (use === 'access' && isSealed(token)) return verifySealed(sealed, token, now());
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
      return holder === undefined ? undefined : { ...holder, ...pushesFromClaims(payload), ...validityFromClaims(payload) };
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
      const { token, issuedAtSeconds, expiresAtSeconds } = await issue('access', subject, options);
      return { token, expiresInSeconds: expiresAtSeconds - issuedAtSeconds, issuedAt: new Date(issuedAtSeconds * secondMs).toISOString() };
    },
    rememberedAccessToken: remembered.get,
    verifyAccessToken,
    async issueRefreshToken(subject, options = {}) {
      if (options.upstream !== undefined) throw new Error('a sign-in that upstream has proven lives as long as its token: no refresh token can be given');
      return (await issue('refresh', subject, options)).token;
    },
    verifyRefreshToken: (token) => verify('refresh', token),
  };
}

interface Issued {
  readonly token: string;
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

interface IssueParts {
  readonly key: SigningKey;
  readonly keys: () => Promise<KeyPair>;
  readonly sealed: SealedTokens;
  readonly now: () => number;
}

function createIssue({ key, keys, sealed, now }: IssueParts): (use: Use, subject: Subject, options: IssueOptions) => Promise<Issued> {
  return async (use, subject, { credentialVersion, pushes, upstream }) => {
    const holder = holderOf(subject, credentialVersion);
    const issuedAtSeconds = Math.floor(now() / secondMs);
    const claims = { claims: { ...claimsOf(holder), ...pushesClaim(use === 'access' ? pushes : undefined) }, issuer, audience: audiences[use], subject: holder.subjectId, tokenId: randomUUID(), issuedAtSeconds };
    const lastsUntilSeconds = issuedAtSeconds + lifetimesSeconds[use];
    if (upstream !== undefined) {
      const expiresAtSeconds = Math.min(lastsUntilSeconds, Math.floor(upstream.expiresAtMs / secondMs));
      return { token: await sealed.seal({ ...claims, expiresAtSeconds }, upstream), issuedAtSeconds, expiresAtSeconds };
    }
    const token = await new SignJWT(claims.claims)
      .setProtectedHeader({ alg: signingAlgorithms.gateway, typ: 'JWT', kid: key.id })
      .setIssuer(issuer)
      .setAudience(claims.audience)
      .setSubject(claims.subject)
      .setJti(claims.tokenId)
      .setIssuedAt(issuedAtSeconds)
      .setExpirationTime(lastsUntilSeconds)
      .sign((await keys()).privateKey);
    return { token, issuedAtSeconds, expiresAtSeconds: lastsUntilSeconds };
  };
}

async function verifySealed(sealed: SealedTokens, token: string, nowMs: number): Promise<VerifiedToken | undefined> {
  const opened = await sealed.open(token, { issuer, audience: audiences.access, nowMs });
  const holder = opened === undefined ? undefined : holderFromClaims(opened.payload);
  if (opened === undefined || holder?.subjectKind !== 'user') return undefined;
  return { ...holder, ...pushesFromClaims(opened.payload), ...validityFromClaims(opened.payload), upstream: opened.upstream };
}

interface RememberedTokens {
  /** Undefined once the token has expired. */
  readonly get: (token: string) => VerifiedToken | undefined;
  readonly set: (token: string, verified: VerifiedToken) => void;
}

/** By the token itself, which is in the memory of this process with every request that brings it; of no use to anybody after five minutes. */
function rememberTokens(now: () => number): RememberedTokens {
  const signed = createBoundedMap<string, VerifiedToken>(rememberedMax);
  const sealed = createBoundedMap<string, VerifiedToken>(rememberedSealedMax);
  return {
    get: (token) => {
      const known = signed.get(token) ?? sealed.get(token);
      if (known === undefined || known.expiresAtMs > now()) return known;
      signed.delete(token);
      sealed.delete(token);
      return undefined;
    },
    set: (token, verified) => {
      // A secret itself, as an upstream without tokens has it, is opened each time.
      if (verified.upstream?.scheme === 'basic') return;
      (verified.upstream === undefined ? signed : sealed).set(token, verified);
    },
  };
}
