// POST /v2/users/login: deprecated at Docker Hub, and what its Terraform provider uses.
import type { Sessions } from '../../identity/session.ts';
import type { Operation } from '../operation.ts';
import { openPersonSession } from './open-person-session.ts';
import type { SigningIn } from './open-person-session.ts';
import { isPassword } from './sign-in-to-admin.ts';
import type { AdminSignIn, SignedIn } from './sign-in-to-admin.ts';

export interface LoginOptions {
  readonly signIn: AdminSignIn;
  readonly sessions: Pick<Sessions, 'open'>;
}

export function createLogin(options: LoginOptions): Operation<'login'> {
  return async ({ body, query, ...call }) => {
    const { clientAddress, signal } = call;
    const signedIn = await options.signIn.withSecretAndCode({ identifier: body.username, secret: body.password, clientAddress, signal });
    return { body: await loginAnswer(options, signedIn, { ...call, wantsRefreshToken: query.refresh_token === 'true' }) };
  };
}

/** A session for a tool that asks for one, as docker/hub-tool does; none for an access token, which must not be outlived by what it opened. */
export async function loginAnswer({ signIn, sessions }: LoginOptions, signedIn: SignedIn, { wantsRefreshToken, ...call }: SigningIn & { readonly wantsRefreshToken: boolean }) {
  const token = await signIn.issue(signedIn);
  if (!wantsRefreshToken || !isPassword(signedIn)) return { token };
  const { secret } = await openPersonSession(sessions, signedIn.account, call);
  return { token, refresh_token: secret };
}
