// The accounts of people, as sign-in needs them.

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly isActive: boolean;
  /** PHC string of argon2id (`$argon2id$v=19$...`); null: no password sign-in; password.ts has the one of which no password is known. */
  readonly passwordHash: string | null;
  readonly credentialVersion: number;
  /** Then the password alone signs nobody in. */
  readonly hasSecondFactor: boolean;
}

export interface AccountStore {
  /** Names are compared without case. */
  findAccountByName(name: string): Promise<Account | undefined>;
  findAccountById(id: string): Promise<Account | undefined>;
}
