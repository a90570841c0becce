// Reads the access token of a request: who says so, not yet whether that one is still welcome.
import type { VerifiedToken } from '../../identity/verified-token.ts';

export type Authentication =
  | { readonly kind: 'verified'; readonly token: VerifiedToken }
  /** No Bearer token was sent. */
  | { readonly kind: 'none' }
  /** Malformed, foreign or expired. */
  | { readonly kind: 'invalid' };

export interface AccessTokens {
  /** A token that was verified before and has not expired since. */
  readonly rememberedAccessToken: (token: string) => VerifiedToken | undefined;
  readonly verifyAccessToken: (token: string) => Promise<VerifiedToken | undefined>;
}

/** RFC 6750 section 2.1: `Authorization: Bearer TOKEN`. */
export async function authenticate(authorization: string | undefined, tokens: AccessTokens): Promise<Authentication> {
  const sent = bearerToken(authorization);
  if (sent === undefined) return { kind: 'none' };
  const token = tokens.rememberedAccessToken(sent) ?? (await tokens.verifyAccessToken(sent));
  return token === undefined ? { kind: 'invalid' } : { kind: 'verified', token };
}

/** What stands after `Bearer`, which may be empty; undefined where no Bearer token was sent. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return authorization !== undefined && /^bearer(?: |$)/i.test(authorization) ? authorization.slice('bearer'.length).trim() : undefined;
}
