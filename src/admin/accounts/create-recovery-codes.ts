// POST /v2/user/recovery-codes: the only answer that holds them; those from before are worth nothing.
import type { SecondFactors } from '../../identity/second-factor.ts';
import type { Operation } from '../operation.ts';
import { proveBoth } from './prove-both.ts';
import type { ProveBothOptions } from './prove-both.ts';
import { isOff } from './second-factor-problems.ts';

export function createCreateRecoveryCodes(options: ProveBothOptions & { readonly secondFactors: Pick<SecondFactors, 'renewRecoveryCodes'> }): Operation<'createRecoveryCodes'> {
  return async (call) => {
    const { caller, act } = call;
    await proveBoth(options, call);
    const codes = await options.secondFactors.renewRecoveryCodes(caller.id, act({ action: 'user.recovery_codes.create', organization: null, name: caller.name }));
    if (codes === undefined) throw isOff();
    return { body: { recovery_codes: [...codes] } };
  };
}
