// The operations of contract/routes/single-sign-on.ts with what they need: signing in with an identity provider.
import type { singleSignOnRoutes } from '../contract/routes/single-sign-on.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface SingleSignOnOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createSingleSignOnOperations(_options: SingleSignOnOperationsOptions): OperationsOf<typeof singleSignOnRoutes> {
  return {};
}
