// The operations of contract/routes/accounts.ts with what they need: sessions, second factors and passwords.
import type { accountRoutes } from '../contract/routes/accounts.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface AccountOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createAccountOperations(_options: AccountOperationsOptions): OperationsOf<typeof accountRoutes> {
  return {};
}
