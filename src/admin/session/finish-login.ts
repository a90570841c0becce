// POST /v2/users/2fa-login
import type { Operation } from '../operation.ts';
import { describeRecovery } from './describe-recovery.ts';
import { loginAnswer } from './login.ts';
import type { LoginOptions } from './login.ts';

export function createFinishLogin(options: LoginOptions): Operation<'finishLogin'> {
  return async ({ body, query, ...call }) => {
    const { clientAddress, signal, act } = call;
    const signedIn = await options.signIn.withCode(body.login_2fa_token, { code: body.code, clientAddress, signal, describeRecovery: describeRecovery(act) });
    return { body: await loginAnswer(options, signedIn, { ...call, wantsRefreshToken: query.refresh_token === 'true' }) };
  };
}
