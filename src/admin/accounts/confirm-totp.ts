// POST /v2/user/totp/confirm: a first code shows that the app has the secret, and from now on sign-in asks for one.
import type { SecondFactors } from '../../identity/second-factor.ts';
import { currentSession } from '../current-session.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import { alreadyOn, wrongCode } from './second-factor-problems.ts';

export function createConfirmTotp({ secondFactors }: { readonly secondFactors: Pick<SecondFactors, 'confirm'> }): Operation<'confirmTotp'> {
  return async ({ caller, body, act }) => {
    const change = { userId: caller.id, keepSessionId: currentSession(caller), code: body.code };
    const result = await secondFactors.confirm(change, act({ action: 'user.totp.enable', organization: null, name: caller.name }));
    switch (result) {
      case 'wrong-code':
        throw wrongCode();
      case 'already-on':
        throw alreadyOn();
      case 'missing':
        throw new ProblemError(409, 'no second factor is begun: ask for a secret at /v2/user/totp first');
      default:
        return { body: { recovery_codes: [...result.recoveryCodes] } };
    }
  };
}
