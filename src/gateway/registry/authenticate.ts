// Reads the access token of a request: who says so, not yet whether that one is still welcome.
import type { VerifiedToken } from '../../identity/verified-token.ts';

export type Authentication =
  | { readonly kind: 'verified'; readonly token: VerifiedToken }
  /** No Bearer token was sent. */
  | { readonly kind: 'none' }
  /** Malformed, foreign or expired. */
  | { readonly kind: 'invalid' };

export type VerifyAccessToken = (token: string) => Promise<VerifiedToken | undefined>;

/** RFC 6750 section 2.1: `Authorization: Bearer TOKEN`. */
export async function authenticate(authorization: string | undefined, verify: VerifyAccessToken): Promise<Authentication> {
  if (authorization === undefined || !/^bearer(?: |$)/i.test(authorization)) return { kind: 'none' };
  const token = await verify(authorization.slice('bearer'.length).trim());
  return token === undefined ? { kind: 'invalid' } : { kind: 'verified', token };
}
