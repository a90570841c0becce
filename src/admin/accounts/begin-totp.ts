// POST /v2/user/totp: nothing asks for a code before it is confirmed, so that nobody is locked out by an app that has not taken it.
import type { SecondFactors } from '../../identity/second-factor.ts';
import type { Operation } from '../operation.ts';
import type { ConfirmPassword } from './confirm-password.ts';
import { alreadyOn } from './second-factor-problems.ts';

export interface BeginTotpOptions {
  readonly secondFactors: Pick<SecondFactors, 'begin'>;
  readonly confirmPassword: ConfirmPassword;
}

/** With the password: who has only found a session could else lock its owner out. */
export function createBeginTotp({ secondFactors, confirmPassword }: BeginTotpOptions): Operation<'beginTotp'> {
  return async ({ caller, body, clientAddress, signal }) => {
    const account = await confirmPassword({ userId: caller.id, password: body.password, field: 'password', clientAddress, signal });
    const begun = await secondFactors.begin(account);
    if (begun === undefined) throw alreadyOn();
    return { body: { secret: begun.secret, uri: begun.uri } };
  };
}
