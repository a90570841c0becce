// The operations of contract/routes/records.ts with what they need: the records of decisions, and statistics of them.
import type { recordRoutes } from '../contract/routes/records.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface RecordOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createRecordOperations(_options: RecordOperationsOptions): OperationsOf<typeof recordRoutes> {
  return {};
}
