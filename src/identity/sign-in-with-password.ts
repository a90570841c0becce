// Signs a person in with the password: slow for everybody, slower after failures.
import { createInTurn } from './in-turn.ts';
import type { Checked } from './in-turn.ts';
import { verifyPassword } from './password.ts';
import { badCredentials } from './sign-in.ts';
import type { SignIn, SignInAttempt, SignInParts } from './sign-in.ts';

/** 19 MiB each: password checks take 38 MiB together at most. */
const checksMax = 2;
const checksWaitingMax = 200;

/** A wrong name and a wrong password give the same failure after the same work. */
export function createSignInWithPassword({ accounts, throttle }: SignInParts): SignIn {
  const inTurn = createInTurn({ placesMax: checksMax, waitingMax: checksWaitingMax });

  const check = async (attempt: SignInAttempt): Promise<Checked> => {
    const admission = throttle.admit(attempt);
    if (admission.kind !== 'now') return admission;
    const account = await accounts.findAccountByName(attempt.identifier);
    const isRight = await verifyPassword(attempt.secret, account?.passwordHash ?? undefined);
    if (!isRight || account === undefined) {
      throttle.failed(attempt);
      return badCredentials;
    }
    throttle.succeeded(attempt);
    if (!account.isActive) return { ok: false, failure: 'account-inactive' };
    if (account.hasSecondFactor && attempt.asksSecondFactor !== true) return { ok: false, failure: 'second-factor-required' };
    return { ok: true, account, subject: { kind: 'user', id: account.id, name: account.name, scopes: ['repo:admin'] } };
  };

  return (attempt) => inTurn(() => check(attempt), attempt.signal);
}
