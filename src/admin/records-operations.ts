// The operations of contract/routes/records.ts with what they need: the records of decisions, and statistics of them.
import type { recordRoutes } from '../contract/routes/records.ts';
import type { OperationsOf } from './operation.ts';
import { createExportPulls } from './pulls/export-pulls.ts';
import { createShowPull } from './pulls/show-pull.ts';
import { createShowStatistics } from './statistics/show-statistics.ts';
import type { AdminStores } from './stores.ts';

export interface RecordOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createRecordOperations({ stores: store, now }: RecordOperationsOptions): OperationsOf<typeof recordRoutes> {
  return {
    showPull: createShowPull({ store }),
    exportPulls: createExportPulls({ store, now }),
    showStatistics: createShowStatistics({ store, now }),
  };
}
