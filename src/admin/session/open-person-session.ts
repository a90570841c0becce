// Opens a session for who has just signed in with a password, and logs that.
import type { Account } from '../../identity/account.port.ts';
import type { OpenedSession, Sessions } from '../../identity/session.ts';
import type { Call } from '../operation.ts';

/** Any operation that signs in. */
export type SigningIn = Pick<Call<'openSession'>, 'act' | 'clientAddress' | 'userAgent'>;

export function openPersonSession(sessions: Pick<Sessions, 'open'>, account: Pick<Account, 'id' | 'name'>, { act, clientAddress, userAgent }: SigningIn): Promise<OpenedSession> {
  const { id, name } = account;
  return sessions.open({ account, method: 'password', clientAddress, userAgent }, (session) =>
    act({ action: 'user.session.create', organization: null, name, by: { id, name, credential: { kind: 'password', id: null } }, after: { session: session.id, method: session.method } }),
  );
}
