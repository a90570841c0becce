// What people change of their own accounts, and owners of the accounts that are theirs alone to look after.
import type { Act } from '../../audit/activity.port.ts';

export interface Profile {
  readonly fullName: string;
  readonly email: string | null;
  readonly createdAtMs: number;
}

export interface PasswordChange {
  readonly userId: string;
  readonly passwordHash: string;
  /** The session that goes on; every other one ends, and so does what was issued to the password before. */
  readonly keepSessionId?: string | undefined;
  /** Where the second factor goes with the password. */
  readonly removesSecondFactor?: boolean;
}

export interface AccountChanges {
  findProfile(userId: string): Promise<Profile | undefined>;
  /** An address that people give themselves is their word alone: nobody is recognized by it afterwards. False: there is no such account. */
  changeProfile(change: { readonly userId: string; readonly fullName?: string | undefined; readonly email?: string | null | undefined }, act: Act): Promise<boolean>;
  /** `conflict`: the password is no longer the one of `credentialVersion`. */
  changePassword(change: PasswordChange & { readonly credentialVersion: number }, act: Act): Promise<'changed' | 'conflict'>;
}
