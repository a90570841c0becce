// Signing in to the admin API: a user name and a secret become a bearer token of ten minutes.
import { z } from 'zod';

const secretText = z.string().min(1).max(1024);

/** POST /v2/users/login: `password` is a password or a personal access token. Further fields are ignored. */
export const loginRequest = z.object({ username: z.string().min(1).max(255), password: secretText });
export type LoginRequest = z.infer<typeof loginRequest>;

/** `token` is a signed JWT with `exp`. */
export const loginResponse = z.object({ token: z.string() });
export type LoginResponse = z.infer<typeof loginResponse>;

/** POST /v2/auth/token: the same under Docker Hub's newer names. */
export const authTokenRequest = z.object({ identifier: z.string().min(1).max(255), secret: secretText });
export type AuthTokenRequest = z.infer<typeof authTokenRequest>;

export const authTokenResponse = z.object({ access_token: z.string() });
export type AuthTokenResponse = z.infer<typeof authTokenResponse>;
