// The operations of contract/routes/policy.ts with what they need: allowlist, namespaces, overrides, catalog, and what differs between revisions.
import type { policyRoutes } from '../contract/routes/policy.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface PolicyOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createPolicyOperations(_options: PolicyOperationsOptions): OperationsOf<typeof policyRoutes> {
  return {};
}
