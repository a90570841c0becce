// Asks for the password and a code before a second factor, or what replaces it, is changed.
import type { Account } from '../../identity/account.port.ts';
import type { SecondFactors } from '../../identity/second-factor.ts';
import type { ProveBothRequest } from '../../contract/accounts.ts';
import type { Caller } from '../caller.ts';
import type { Call } from '../operation.ts';
import type { ConfirmPassword } from './confirm-password.ts';
import { isOff, refusedCode } from './second-factor-problems.ts';

export interface ProveBothOptions {
  readonly secondFactors: Pick<SecondFactors, 'check'>;
  readonly confirmPassword: ConfirmPassword;
  readonly now: () => number;
}

export interface ToProve extends Pick<Call<'removeTotp'>, 'act' | 'clientAddress' | 'signal'> {
  readonly caller: Caller;
  readonly body: ProveBothRequest;
}

/** Resolves with the account whose both are right. @throws ProblemError 400, 409 where the second factor is off, 429 after too many failures */
export async function proveBoth({ secondFactors, confirmPassword, now }: ProveBothOptions, { caller, body, clientAddress, signal, act }: ToProve): Promise<Account> {
  const account = await confirmPassword({ userId: caller.id, password: body.password, field: 'password', clientAddress, signal });
  if (!account.hasSecondFactor) throw isOff();
  const describeRecovery = () => act({ action: 'user.recovery_codes.use', organization: null, name: caller.name });
  const result = await secondFactors.check({ account, code: body.code, clientAddress, signal, describeRecovery });
  if (!result.ok) throw refusedCode(result, now());
  return account;
}
