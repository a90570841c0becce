// The operations of contract/routes/scim.ts with what they need: SCIM 2.0.
import type { scimRoutes } from '../contract/routes/scim.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface ScimOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createScimOperations(_options: ScimOperationsOptions): OperationsOf<typeof scimRoutes> {
  return {};
}
