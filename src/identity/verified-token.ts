// What every token of ours says: who asks, never what is permitted.
import type { Subject } from '../core/policy/access-request.ts';
import type { UpstreamSignIn } from './upstream-identity.port.ts';

const secondMs = 1000;

export interface TokenHolder {
  readonly subjectKind: Subject['kind'];
  /** The account's id; the token's id for an organization access token; empty for the anonymous. */
  readonly subjectId: string;
  /** The person's or organization's name when the token was issued; empty for the anonymous. */
  readonly subjectName: string;
  /** The access token that was signed in with: what was issued ends with it. */
  readonly tokenId?: string;
  /** Set after a sign-in with the password: what was issued ends when the password changes. */
  readonly credentialVersion?: number;
}

/** What a token says when it has been verified. */
export interface VerifiedToken extends TokenHolder {
  /** To the second, and so up to one earlier than it was. */
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** The repositories, as the client names them, that it said it would push to: why it asks, and nothing that it may. */
  readonly pushes?: readonly string[];
  /** Of a person who signed in with the name and secret of a registry: what that registry gave. */
  readonly upstream?: UpstreamSignIn;
}

/**
 * Who holds what is issued to a subject.
 * @throws for a person who signed in with neither a token nor a known version of the password: nothing could end what is issued.
 */
export function holderOf(subject: Subject, credentialVersion?: number): TokenHolder {
  switch (subject.kind) {
    case 'anonymous':
      return { subjectKind: 'anonymous', subjectId: '', subjectName: '' };
    case 'organization-token':
      return { subjectKind: 'organization-token', subjectId: subject.tokenId, subjectName: subject.organization, tokenId: subject.tokenId };
    case 'user': {
      const who = { subjectKind: 'user', subjectId: subject.id, subjectName: subject.name } as const;
      if (subject.tokenId !== undefined) return { ...who, tokenId: subject.tokenId };
      if (credentialVersion === undefined) throw new Error('a sign-in with the password needs the version of the password');
      return { ...who, credentialVersion };
    }
  }
}

/** Claims of ours beside the registered ones, short since they travel with every request. */
export interface HolderClaims {
  readonly kind: Subject['kind'];
  readonly name: string;
  readonly tid?: string;
  readonly cv?: number;
}

export function claimsOf(holder: TokenHolder): HolderClaims {
  return {
    kind: holder.subjectKind,
    name: holder.subjectName,
    ...(holder.tokenId === undefined ? {} : { tid: holder.tokenId }),
    ...(holder.credentialVersion === undefined ? {} : { cv: holder.credentialVersion }),
  };
}

/** The claim beside the holder's that says what the client came to push. */
export function pushesClaim(pushes: readonly string[] = []): { readonly psh?: readonly string[] } {
  return pushes.length === 0 ? {} : { psh: pushes };
}

export function pushesFromClaims({ psh }: Readonly<Record<string, unknown>>): Pick<VerifiedToken, 'pushes'> {
  return Array.isArray(psh) ? { pushes: psh.filter((name) => typeof name === 'string') } : {};
}

/** Between which times the token holds: RFC 7519 sections 4.1.4 and 4.1.6. */
export function validityFromClaims({ iat = 0, exp = 0 }: { readonly iat?: number; readonly exp?: number }): Pick<VerifiedToken, 'issuedAtMs' | 'expiresAtMs'> {
  return { issuedAtMs: iat * secondMs, expiresAtMs: exp * secondMs };
}

/** Undefined when the claims, though signed, are not of the shape that `claimsOf` makes. */
export function holderFromClaims(claims: Readonly<Record<string, unknown>>): TokenHolder | undefined {
  const { sub, kind, name, tid, cv } = claims;
  if (typeof sub !== 'string' || typeof name !== 'string') return undefined;
  if (kind !== 'user' && kind !== 'organization-token' && kind !== 'anonymous') return undefined;
  if (tid !== undefined && typeof tid !== 'string') return undefined;
  if (cv !== undefined && typeof cv !== 'number') return undefined;
  if (kind !== 'anonymous' && tid === undefined && cv === undefined) return undefined;
  return {
    subjectKind: kind,
    subjectId: sub,
    subjectName: name,
    ...(tid === undefined ? {} : { tokenId: tid }),
    ...(cv === undefined ? {} : { credentialVersion: cv }),
  };
}
