// Second factors of people, as they are kept: the secret that an authenticator app shares with Pullgate, and the codes for when it is lost.
import type { Act } from '../audit/activity.port.ts';

export interface SecondFactor {
  /** Base32 (RFC 4648), sealed where it is stored. */
  readonly secret: string;
  /** False until the person has shown that the app has it: nothing asks for a code before. */
  readonly isConfirmed: boolean;
  readonly recoveryCodesLeft: number;
}

/** A change to how a person signs in: everything that was signed in before ends with it, but for the session that is kept. */
export interface FactorChange {
  readonly userId: string;
  /** The session that the change is made in. */
  readonly keepSessionId: string | undefined;
}

export interface SecondFactorStore {
  findSecondFactor(userId: string): Promise<SecondFactor | undefined>;
  /** Takes the place of one that is not confirmed. */
  beginSecondFactor(begun: { readonly userId: string; readonly secret: string; readonly atMs: number }): Promise<'begun' | 'already-on'>;
  /** From now on a code is asked for. `step` counts as used. `missing`: none was begun, or another secret since. */
  confirmSecondFactor(confirmed: FactorChange & { readonly secret: string; readonly step: number; readonly recoveryCodeHashes: readonly string[]; readonly atMs: number }, act: Act): Promise<'confirmed' | 'already-on' | 'missing'>;
  removeSecondFactor(change: FactorChange, act: Act): Promise<boolean>;
  /** Whether no code of this step of 30 seconds, or of a later one, was used before; from now on it was. */
  useStep(used: { readonly userId: string; readonly step: number }): Promise<boolean>;
  /** Whether it is one of the person's that was not used before; from now on it was. */
  useRecoveryCode(used: { readonly userId: string; readonly hash: string }, act: Act): Promise<boolean>;
  /** Those that were there before are worth nothing then. False: the second factor is off. */
  replaceRecoveryCodes(replaced: { readonly userId: string; readonly hashes: readonly string[] }, act: Act): Promise<boolean>;
}
