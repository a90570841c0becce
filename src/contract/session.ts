// Signing in to the admin API: a user name and a secret become a bearer token of ten minutes, or a session.
import { z } from 'zod';
import { user } from './members.ts';
import { pageOf } from './page.ts';

const name = z.string().min(1).max(255);
const secretText = z.string().min(1).max(1024);
/** Of an authenticator app, or a recovery code. */
export const secondFactorCode = z.string().trim().min(6).max(32);

/** With `refresh_token=true` a session is opened as well, unless an access token was signed in with. */
export const loginQuery = z.object({ refresh_token: z.string().max(16).optional() });

/** POST /v2/users/login: `password` is a password or an access token. Further fields are ignored. */
export const loginRequest = z.object({ username: name, password: secretText });
export type LoginRequest = z.infer<typeof loginRequest>;

/** `token` is a signed JWT with `exp`, `refresh_token` the secret of a session. */
export const loginResponse = z.object({ token: z.string(), refresh_token: z.string().optional() });
export type LoginResponse = z.infer<typeof loginResponse>;

/** Docker Hub's own words for a password that was right and is not enough: its tools look for them, and go on with `login_2fa_token`. */
export const secondFactorDetail = 'Require secondary authentication on MFA enabled account';

/** POST /v2/users/2fa-login */
export const secondFactorLoginRequest = z.object({ login_2fa_token: secretText, code: secondFactorCode });
export type SecondFactorLoginRequest = z.infer<typeof secondFactorLoginRequest>;

/** POST /v2/auth/token: the login under Docker Hub's newer names. */
export const authTokenRequest = z.object({ identifier: name, secret: secretText });
export type AuthTokenRequest = z.infer<typeof authTokenRequest>;

export const authTokenResponse = z.object({ access_token: z.string() });
export type AuthTokenResponse = z.infer<typeof authTokenResponse>;

/** POST /v2/sessions: for a browser, which keeps the session in a cookie. */
export const openSessionRequest = z.strictObject({ username: name, password: secretText, code: secondFactorCode.optional() });
export type OpenSessionRequest = z.infer<typeof openSessionRequest>;

export const openSessionResponse = z.object({ expires_at: z.string(), user });
export type OpenSessionResponse = z.infer<typeof openSessionResponse>;

/** `current` is the one that this was asked with; `last_seen_at` is up to a minute late. */
export const session = z.object({
  id: z.string(),
  method: z.enum(['password', 'single-sign-on']),
  created_at: z.string(),
  last_seen_at: z.string(),
  expires_at: z.string(),
  client_address: z.string(),
  user_agent: z.string(),
  current: z.boolean(),
});
export type Session = z.infer<typeof session>;

export const sessionPage = pageOf(session);
