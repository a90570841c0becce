// Whether an account may still sign in with its password, as sign-in asks it once the password has proven right.
import type { Account } from './account.port.ts';

/** Who has switched it off, and a sentence that says so and where to sign in. */
export interface PasswordOff {
  readonly organization: string;
  readonly sentence: string;
}

/** Undefined: it may. */
export type PasswordSignInRefusal = (account: Pick<Account, 'id' | 'name'>) => Promise<PasswordOff | undefined>;
