// Asks for the password once more before what a stolen session or token must not be able to do.
import type { AccountStore, Account } from '../../identity/account.port.ts';
import { hasPassword } from '../../identity/password.ts';
import type { SignIn } from '../../identity/sign-in.ts';
import { explainSignInFailure } from '../../identity/sign-in-failure.ts';
import { ProblemError, invalidRequest } from '../problem.ts';
import { slowDown } from '../slow-down.ts';

export interface ConfirmPasswordOptions {
  readonly signIn: SignIn;
  readonly accounts: Pick<AccountStore, 'findAccountById'>;
  readonly now: () => number;
}

export interface PasswordToConfirm {
  readonly userId: string;
  readonly password: string;
  /** Of the request, for what is wrong with it. */
  readonly field: string;
  readonly clientAddress: string;
  readonly signal: AbortSignal;
}

/** Resolves with the account whose password it is. @throws ProblemError 400, 409 for an account without one, 429 after too many failures */
export type ConfirmPassword = (asked: PasswordToConfirm) => Promise<Account>;

/** By the sign-in itself, so that guesses are slowed together with all others. */
export function createConfirmPassword({ signIn, accounts, now }: ConfirmPasswordOptions): ConfirmPassword {
  return async ({ userId, password, field, clientAddress, signal }) => {
    const account = await accounts.findAccountById(userId);
    if (account === undefined || !hasPassword(account)) throw withoutPassword();
    const result = await signIn({ identifier: account.name, secret: password, clientAddress, asksSecondFactor: true, signal });
    if (result.ok) {
      const isPassword = result.subject.kind === 'user' && result.subject.tokenId === undefined && result.subject.id === userId;
      if (!isPassword || result.account === undefined) throw invalidRequest({ [field]: ['must be the password: an access token does not do'] });
      return result.account;
    }
    if (result.failure === 'slow-down') throw slowDown(now(), result.retryAfterSeconds);
    if (result.failure === 'bad-credentials') throw invalidRequest({ [field]: ['is wrong: send the password that you sign in with'] });
    throw new ProblemError(409, explainSignInFailure(result.failure, result));
  };
}

export function withoutPassword(): ProblemError {
  return new ProblemError(409, 'this account has no password here: it signs in with another system');
}
