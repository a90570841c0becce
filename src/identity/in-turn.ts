// Sign-ins that take a while, a few at a time, each held to what the throttle says when its turn has come.
import { setTimeout as sleep } from 'node:timers/promises';
import { slowDown } from './sign-in.ts';
import type { SignInResult } from './sign-in.ts';
import type { Admission } from './throttle.ts';
import { createTurns, TooManyWaiting } from './turns.ts';

/** An attempt that others' failures keep pushing back is told to slow down after so many waits. */
const waitsMax = 3;

export type Checked = SignInResult | Exclude<Admission, { kind: 'now' }>;

/** Runs `check`, which asks the throttle first: attempts sent all at once are held to the same account of failures. @throws what `check` throws, or the signal's reason */
export type InTurn = (check: () => Promise<Checked>, signal: AbortSignal) => Promise<SignInResult>;

export function createInTurn(limits: { readonly placesMax: number; readonly waitingMax: number }): InTurn {
  const turns = createTurns(limits);
  return async (check, signal) => {
    try {
      for (let waits = 0; waits < waitsMax; waits++) {
        const outcome = await turns.take(check, signal);
        if ('ok' in outcome) return outcome;
        if (outcome.kind === 'slow-down') return slowDown(outcome.retryAfterSeconds);
        await sleep(outcome.waitMs, undefined, { signal });
      }
      return slowDown(1);
    } catch (error) {
      if (error instanceof TooManyWaiting) return slowDown(1);
      throw error;
    }
  };
}
