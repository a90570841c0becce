// PUT /v2/user/password: what was signed in with the old one ends, but for the session that this is asked with.
import { hashPassword } from '../../identity/password.ts';
import { currentSession } from '../current-session.ts';
import type { Operation } from '../operation.ts';
import { ProblemError, invalidRequest } from '../problem.ts';
import type { AccountChanges } from './accounts.port.ts';
import type { ConfirmPassword } from './confirm-password.ts';

export interface ChangePasswordOptions {
  readonly store: Pick<AccountChanges, 'changePassword'>;
  readonly confirmPassword: ConfirmPassword;
}

export function createChangePassword({ store, confirmPassword }: ChangePasswordOptions): Operation<'changePassword'> {
  return async ({ caller, body, clientAddress, signal, act }) => {
    const { id: userId, name } = caller;
    const { credentialVersion } = await confirmPassword({ userId, password: body.current_password, field: 'current_password', clientAddress, signal });
    if (body.new_password === body.current_password) throw invalidRequest({ new_password: ['is the current one: choose another'] });
    const passwordHash = await hashPassword(body.new_password);
    const result = await store.changePassword({ userId, passwordHash, credentialVersion, keepSessionId: currentSession(caller) }, act({ action: 'user.password.change', organization: null, name }));
    if (result === 'conflict') throw new ProblemError(409, 'somebody else has changed the password a moment ago: sign in again');
    return { body: undefined };
  };
}
