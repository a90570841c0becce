// GET /v2/user/totp
import type { SecondFactors } from '../../identity/second-factor.ts';
import type { Operation } from '../operation.ts';

export function createShowTotp({ secondFactors }: { readonly secondFactors: Pick<SecondFactors, 'status'> }): Operation<'showTotp'> {
  return async ({ caller }) => {
    const { isOn, recoveryCodesLeft } = await secondFactors.status(caller.id);
    return { body: { enabled: isOn, recovery_codes_left: recoveryCodesLeft } };
  };
}
