// POST /v2/sessions: a browser signs in, and keeps a cookie that its scripts cannot read.
import type { Sessions } from '../../identity/session.ts';
import type { AccountChanges } from '../accounts/accounts.port.ts';
import type { Operation } from '../operation.ts';
import { sessionCookie } from '../session-cookie.ts';
import { unauthenticated } from '../unauthenticated.ts';
import { wireTime } from '../wire-time.ts';
import { wireUser } from '../wire-user.ts';
import { describeRecovery } from './describe-recovery.ts';
import { openPersonSession } from './open-person-session.ts';
import { isPassword } from './sign-in-to-admin.ts';
import type { AdminSignIn } from './sign-in-to-admin.ts';

export interface OpenSessionOptions {
  readonly signIn: AdminSignIn;
  readonly sessions: Pick<Sessions, 'open'>;
  readonly store: Pick<AccountChanges, 'findProfile'>;
}

export function createOpenSession({ signIn, sessions, store }: OpenSessionOptions): Operation<'openSession'> {
  return async ({ body: { username, password, code }, address, ...call }) => {
    const { clientAddress, signal, act } = call;
    const following = code === undefined ? undefined : { code, clientAddress, signal, describeRecovery: describeRecovery(act) };
    const signedIn = await signIn.withSecretAndCode({ identifier: username, secret: password, clientAddress, signal }, following);
    if (!isPassword(signedIn)) throw unauthenticated('access tokens open no session: send the password, or the token to /v2/auth/token');
    const { account } = signedIn;
    const { secret, session } = await openPersonSession(sessions, account, call);
    const cookie = sessionCookie(secret, { isSecure: address.protocol === 'https:', maxAgeSeconds: (session.expiresAtMs - session.createdAtMs) / 1000 });
    return { body: { expires_at: wireTime(session.expiresAtMs), user: wireUser(account, await store.findProfile(account.id)) }, headers: { 'Set-Cookie': cookie } };
  };
}
