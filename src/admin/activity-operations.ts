// The operations of contract/routes/activity.ts with what they need: the log of what people do.
import type { activityRoutes } from '../contract/routes/activity.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface ActivityOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createActivityOperations(_options: ActivityOperationsOptions): OperationsOf<typeof activityRoutes> {
  return {};
}
