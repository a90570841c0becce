// Tokens of the admin API, in the shape that Docker Hub's own tools read (docker/cli, the Terraform provider).
import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { tokenScopes } from '../core/policy/access-request.ts';
import type { OrganizationTokenSubject, TokenScope, UserSubject } from '../core/policy/access-request.ts';
import type { SigningKey } from './signing-key.port.ts';
import { importSigningKey, signingAlgorithms } from './signing-key.ts';
import type { KeyPair } from './signing-key.ts';
import { claimsOf, holderFromClaims, holderOf, validityFromClaims } from './verified-token.ts';
import type { VerifiedToken } from './verified-token.ts';

const secondMs = 1000;
const minuteSeconds = 60;
export const adminTokenLifetimeSeconds = 10 * minuteSeconds;
const audience = 'pullgate-admin';
const tokenCharactersMax = 8192;
/** The private claim in which Docker Hub's tokens name the person. */
const hubClaim = 'https://hub.docker.com';

export interface AdminTokenRequest {
  readonly subject: UserSubject | OrganizationTokenSubject;
  readonly email?: string | null;
  /** The account's, after a sign-in with the password. */
  readonly credentialVersion?: number;
}

export interface VerifiedAdminToken extends VerifiedToken {
  /** Of the personal access token when it was issued; all for a password; none for an organization access token. */
  readonly scopes: readonly TokenScope[];
}

export interface AdminTokens {
  readonly issue: (request: AdminTokenRequest) => Promise<{ readonly token: string; readonly expiresInSeconds: typeof adminTokenLifetimeSeconds }>;
  /** Undefined for what is malformed, expired or foreign. Whether its holder is still good is for the caller to ask. */
  readonly verify: (token: string) => Promise<VerifiedAdminToken | undefined>;
}

/** `issuer` is the admin API's own address; `now` is in ms since the epoch. */
export function createAdminTokens({ key, issuer, now }: { readonly key: SigningKey; readonly issuer: string; readonly now: () => number }): AdminTokens {
  let imported: Promise<KeyPair> | undefined;
  const keys = (): Promise<KeyPair> => (imported ??= importSigningKey(key, 'admin'));

  return {
    async issue({ subject, email, credentialVersion }) {
      const holder = holderOf(subject, credentialVersion);
      const issuedAtSeconds = Math.floor(now() / secondMs);
      const scopes = subject.kind === 'user' ? subject.scopes : [];
      const person = { uuid: holder.subjectId, username: holder.subjectName, email: email ?? '', source: sourceOf(subject) };
      const token = await new SignJWT({ ...claimsOf(holder), [hubClaim]: person, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: signingAlgorithms.admin, typ: 'JWT', kid: key.id })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(holder.subjectId)
        .setJti(randomUUID())
        .setIssuedAt(issuedAtSeconds)
        .setExpirationTime(issuedAtSeconds + adminTokenLifetimeSeconds)
        .sign((await keys()).privateKey);
      return { token, expiresInSeconds: adminTokenLifetimeSeconds };
    },
    async verify(token) {
      if (token.length > tokenCharactersMax) return undefined;
      const { publicKey } = await keys();
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: [signingAlgorithms.admin],
          issuer,
          audience,
          requiredClaims: ['sub', 'jti', 'iat', 'exp'],
          currentDate: new Date(now()),
        });
        const holder = holderFromClaims(payload);
        if (holder === undefined || holder.subjectKind === 'anonymous') return undefined;
        return { ...holder, scopes: parseScopes(payload['scope']), ...validityFromClaims(payload) };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

/** Docker writes `docker_pat|<token id>`; a password has no id but its account's. */
function sourceOf(subject: UserSubject | OrganizationTokenSubject): string {
  if (subject.kind === 'organization-token') return `docker_oat|${subject.tokenId}`;
  return subject.tokenId === undefined ? `docker_password|${subject.id}` : `docker_pat|${subject.tokenId}`;
}

function parseScopes(scope: unknown): readonly TokenScope[] {
  const given = typeof scope === 'string' ? scope.split(' ') : [];
  return tokenScopes.filter((known) => given.includes(known));
}
