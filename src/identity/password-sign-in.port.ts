// Whether an account may still sign in with its password, as sign-in asks it once the password has proven right.
import type { Account } from './account.port.ts';

/** Undefined: it may. Else a sentence that says who has switched it off, and where to sign in. */
export type PasswordSignInRefusal = (account: Pick<Account, 'id' | 'name'>) => Promise<string | undefined>;
