// Access tokens that carry what upstream gave a person: encrypted, so that the client that holds one learns nothing from it and nothing is stored here.
import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { JWTPayload } from 'jose';
import type { SigningKey } from './signing-key.port.ts';
import type { UpstreamSignIn } from './upstream-identity.port.ts';

/** RFC 7518 section 4.5 and 5.3: one key for all, and a fresh nonce for each token. */
const header = { alg: 'dir', enc: 'A256GCM', typ: 'JWT' } as const;
const keyBytes = 32;
const keyPurpose = 'pullgate access tokens with an upstream token, v1';

export interface TokenClaims {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly tokenId: string;
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

export interface SealedTokens {
  readonly seal: (token: TokenClaims, upstream: UpstreamSignIn) => Promise<string>;
  /** Undefined for what is malformed, expired, foreign, or meant for another use. */
  readonly open: (token: string, expected: { readonly issuer: string; readonly audience: string; readonly nowMs: number }) => Promise<{ readonly payload: JWTPayload; readonly upstream: UpstreamSignIn } | undefined>;
}

/** The compact form of a JWE has five parts (RFC 7516 section 3.1), that of a signed JWT three. */
export function isSealed(token: string): boolean {
  return token.split('.', 6).length === 5;
}

/** Whoever has the signing key can make and read them, so that every worker process can, and nobody else. */
export function createSealedTokens(signingKey: SigningKey): SealedTokens {
  let derived: Uint8Array | undefined;
  const key = (): Uint8Array => (derived ??= deriveKey(signingKey));

  return {
    seal: ({ claims, issuer, audience, subject, tokenId, issuedAtSeconds, expiresAtSeconds }, upstream) =>
      new EncryptJWT({ ...claims, up: claimOf(upstream) })
        .setProtectedHeader({ ...header, kid: signingKey.id })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setJti(tokenId)
        .setIssuedAt(issuedAtSeconds)
        .setExpirationTime(expiresAtSeconds)
        .encrypt(key()),
    open: async (token, { issuer, audience, nowMs }) => {
      try {
        const { payload } = await jwtDecrypt(token, key(), {
          keyManagementAlgorithms: [header.alg],
          contentEncryptionAlgorithms: [header.enc],
          issuer,
          audience,
          requiredClaims: ['sub', 'jti', 'iat', 'exp'],
          currentDate: new Date(nowMs),
        });
        const upstream = readClaim(payload['up']);
        return upstream === undefined ? undefined : { payload, upstream };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

/** RFC 5869, from the private part of the signing key (RFC 8037 section 2: `d`). */
function deriveKey({ id, privateJwk }: SigningKey): Uint8Array {
  const { d } = privateJwk;
  if (typeof d !== 'string') throw new Error(`signing key \`${id}\` has no private part`);
  return new Uint8Array(hkdfSync('sha256', Buffer.from(d, 'base64url'), '', keyPurpose, keyBytes));
}

/** Short names, since they travel with every request. */
function claimOf({ registry, key, scheme, token, expiresAtMs, scopes }: UpstreamSignIn): Readonly<Record<string, unknown>> {
  return { r: registry, k: key, s: scheme, t: token, x: expiresAtMs, a: scopes };
}

function readClaim(claim: unknown): UpstreamSignIn | undefined {
  if (typeof claim !== 'object' || claim === null) return undefined;
  const { r: registry, k: key, s: scheme, t: token, x: expiresAtMs, a: scopes } = claim as Readonly<Record<string, unknown>>;
  if (typeof registry !== 'string' || typeof key !== 'string' || typeof token !== 'string' || typeof expiresAtMs !== 'number') return undefined;
  if ((scheme !== 'bearer' && scheme !== 'basic') || !Array.isArray(scopes) || !scopes.every((scope): scope is string => typeof scope === 'string')) return undefined;
  return { registry, key, scheme, token, expiresAtMs, scopes };
}
