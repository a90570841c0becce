// The second factor of a sign-in: begun, confirmed with a first code, then asked for after the password; a recovery code does in its place.
import type { Act } from '../audit/activity.port.ts';
import type { Account } from './account.port.ts';
import { createInTurn } from './in-turn.ts';
import type { Checked } from './in-turn.ts';
import { hashRecoveryCode, isRecoveryCode, mintRecoveryCodes } from './recovery-code.ts';
import type { FactorChange, SecondFactorStore } from './second-factor.port.ts';
import type { SignInRefused, SignInResult } from './sign-in.ts';
import { createThrottle } from './throttle.ts';
import { makeTotpSecret, matchTotpCode } from './totp.ts';
import type { TotpSecret } from './totp.ts';

/** One at a time: guesses sent all at once are held to the same account of failures. */
const turns = { placesMax: 1, waitingMax: 200 };

export interface SecondFactorOptions {
  readonly store: SecondFactorStore;
  /** Of the admin API, as people know it: what an authenticator app shows beside the name. */
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface CodeAttempt {
  readonly account: Account;
  /** Of the app, or a recovery code. */
  readonly code: string;
  readonly clientAddress: string;
  /** Makes the act that is stored where a recovery code is used up. */
  readonly describeRecovery: () => Act;
  readonly signal: AbortSignal;
}

export interface SecondFactors {
  readonly status: (userId: string) => Promise<{ readonly isOn: boolean; readonly recoveryCodesLeft: number }>;
  /** Undefined: it is on already. */
  readonly begin: (account: Pick<Account, 'id' | 'name'>) => Promise<TotpSecret | undefined>;
  /** Resolves with the recovery codes, shown this once. */
  readonly confirm: (change: FactorChange & { readonly code: string }, act: Act) => Promise<'wrong-code' | 'already-on' | 'missing' | { readonly recoveryCodes: readonly string[] }>;
  /** Slowed after failures, by account and by address. Each code is right once. @throws what the store throws, or the signal's reason */
  readonly check: (attempt: CodeAttempt) => Promise<SignInResult>;
  readonly remove: (change: FactorChange, act: Act) => Promise<boolean>;
  /** Resolves with new ones, shown this once; undefined: the second factor is off. */
  readonly renewRecoveryCodes: (userId: string, act: Act) => Promise<readonly string[] | undefined>;
}

const wrongCode: SignInRefused = { ok: false, failure: 'wrong-code' };

export function createSecondFactors({ store, host, now }: SecondFactorOptions): SecondFactors {
  return {
    status: async (userId) => {
      const factor = await store.findSecondFactor(userId);
      return factor?.isConfirmed === true ? { isOn: true, recoveryCodesLeft: factor.recoveryCodesLeft } : { isOn: false, recoveryCodesLeft: 0 };
    },
    begin: async ({ id, name }) => {
      const made = await makeTotpSecret({ host, name });
      const result = await store.beginSecondFactor({ userId: id, secret: made.secret, atMs: now() });
      return result === 'begun' ? made : undefined;
    },
    confirm: async ({ code, ...change }, act) => {
      const factor = await store.findSecondFactor(change.userId);
      if (factor === undefined) return 'missing';
      if (factor.isConfirmed) return 'already-on';
      const step = await matchTotpCode({ secret: factor.secret, code, nowMs: now() });
      if (step === undefined) return 'wrong-code';
      const { codes, hashes } = mintRecoveryCodes(change.userId);
      const result = await store.confirmSecondFactor({ ...change, secret: factor.secret, step, recoveryCodeHashes: hashes, atMs: now() }, act);
      return result === 'confirmed' ? { recoveryCodes: codes } : result;
    },
    check: createCheck({ store, now }),
    remove: (change, act) => store.removeSecondFactor(change, act),
    renewRecoveryCodes: async (userId, act) => {
      const { codes, hashes } = mintRecoveryCodes(userId);
      return (await store.replaceRecoveryCodes({ userId, hashes }, act)) ? codes : undefined;
    },
  };
}

/** A throttle of its own: who knows the password must not start afresh with each new sign-in. */
function createCheck({ store, now }: Pick<SecondFactorOptions, 'store' | 'now'>): SecondFactors['check'] {
  const throttle = createThrottle({ now });
  const inTurn = createInTurn(turns);

  const isRight = async ({ account, code, describeRecovery }: CodeAttempt): Promise<boolean> => {
    const factor = await store.findSecondFactor(account.id);
    if (factor?.isConfirmed !== true) return false;
    const step = await matchTotpCode({ secret: factor.secret, code: code.replace(/\s/g, ''), nowMs: now() });
    if (step !== undefined) return store.useStep({ userId: account.id, step });
    return isRecoveryCode(code) && store.useRecoveryCode({ userId: account.id, hash: hashRecoveryCode(account.id, code) }, describeRecovery());
  };
  const check = async (attempt: CodeAttempt): Promise<Checked> => {
    const { account } = attempt;
    const source = { identifier: account.name, clientAddress: attempt.clientAddress };
    const admission = throttle.admit(source);
    if (admission.kind !== 'now') return admission;
    if (!(await isRight(attempt))) {
      throttle.failed(source);
      return wrongCode;
    }
    throttle.succeeded(source);
    return { ok: true, account, subject: { kind: 'user', id: account.id, name: account.name, scopes: ['repo:admin'] } };
  };
  return (attempt) => inTurn(() => check(attempt), attempt.signal);
}
