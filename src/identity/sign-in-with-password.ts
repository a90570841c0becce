// Signs a person in with the password: slow for everybody, slower after failures.
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyPassword } from './password.ts';
import { badCredentials, slowDown } from './sign-in.ts';
import type { SignIn, SignInAttempt, SignInParts, SignInResult } from './sign-in.ts';
import type { Admission } from './throttle.ts';
import { createTurns, TooManyWaiting } from './turns.ts';

/** 19 MiB each: password checks take 38 MiB together at most. */
const checksMax = 2;
const checksWaitingMax = 200;
/** An attempt that others' failures keep pushing back is told to slow down after so many waits. */
const waitsMax = 3;

/** A wrong name and a wrong password give the same failure after the same work. */
export function createSignInWithPassword({ accounts, throttle }: SignInParts): SignIn {
  const turns = createTurns({ placesMax: checksMax, waitingMax: checksWaitingMax });

  /** Asks the throttle when its turn has come: attempts sent all at once are held to the same account of failures. */
  const check = async (attempt: SignInAttempt): Promise<SignInResult | Exclude<Admission, { kind: 'now' }>> => {
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
    return { ok: true, account, subject: { kind: 'user', id: account.id, name: account.name, scopes: ['repo:admin'] } };
  };

  return async (attempt) => {
    try {
      for (let waits = 0; waits < waitsMax; waits++) {
        const outcome = await turns.take(() => check(attempt), attempt.signal);
        if ('ok' in outcome) return outcome;
        if (outcome.kind === 'slow-down') return slowDown(outcome.retryAfterSeconds);
        await sleep(outcome.waitMs, undefined, { signal: attempt.signal });
      }
      return slowDown(1);
    } catch (error) {
      if (error instanceof TooManyWaiting) return slowDown(1);
      throw error;
    }
  };
}
