// The cookie that holds the secret of a session: the one place that writes it and reads it.
import { parse, serialize } from 'hono/utils/cookie';

const plainName = 'pullgate_session';
/** RFC 6265bis section 4.1.3.2: a browser takes this name from this very host over TLS alone, so that no neighbour can set it. */
const hostName = `__Host-${plainName}`;
/** Longer headers hold none of ours that a browser would send. */
const headerCharactersMax = 16_384;

export interface CookieOptions {
  /** Whether people reach the admin API over TLS: `address.protocol === 'https:'` of the call. */
  readonly isSecure: boolean;
}

/** The value of Set-Cookie for a session that was opened. */
export function sessionCookie(secret: string, { isSecure, maxAgeSeconds }: CookieOptions & { readonly maxAgeSeconds: number }): string {
  return serialize(isSecure ? hostName : plainName, secret, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure, maxAge: Math.max(0, Math.floor(maxAgeSeconds)) });
}

/** The value of Set-Cookie that makes a browser forget it. */
export function clearedSessionCookie({ isSecure }: CookieOptions): string {
  return sessionCookie('', { isSecure, maxAgeSeconds: 0 });
}

/** The secret in a Cookie header, unverified. Over TLS the cookie that anybody could have set is not looked at. */
export function readSessionCookie(header: string | undefined, { isSecure }: CookieOptions): string | undefined {
  if (header === undefined || header.length > headerCharactersMax) return undefined;
  const name = isSecure ? hostName : plainName;
  const secret = parse(header, name)[name];
  return secret === '' ? undefined : secret;
}
