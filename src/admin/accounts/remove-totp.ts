// DELETE /v2/user/totp
import type { SecondFactors } from '../../identity/second-factor.ts';
import { currentSession } from '../current-session.ts';
import type { Operation } from '../operation.ts';
import { proveBoth } from './prove-both.ts';
import type { ProveBothOptions } from './prove-both.ts';
import { isOff } from './second-factor-problems.ts';

export function createRemoveTotp(options: ProveBothOptions & { readonly secondFactors: Pick<SecondFactors, 'remove'> }): Operation<'removeTotp'> {
  return async (call) => {
    const { caller, act } = call;
    await proveBoth(options, call);
    const isRemoved = await options.secondFactors.remove({ userId: caller.id, keepSessionId: currentSession(caller) }, act({ action: 'user.totp.disable', organization: null, name: caller.name }));
    if (!isRemoved) throw isOff();
    return { body: undefined };
  };
}
