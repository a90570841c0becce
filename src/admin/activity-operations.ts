// The operations of contract/routes/activity.ts with what they need: the log of what people do.
import type { activityRoutes } from '../contract/routes/activity.ts';
import { createExportActivity, createExportInstallationActivity } from './activity/export-activity.ts';
import { listActions } from './activity/list-actions.ts';
import { createListActivity, createListInstallationActivity } from './activity/list-activity.ts';
import { createListAuditLogs } from './activity/list-audit-logs.ts';
import { createVerifyActivity, createVerifyInstallationActivity } from './activity/verify-activity.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface ActivityOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Of Pullgate. */
  readonly version: string;
}

export function createActivityOperations({ stores: store, now, version }: ActivityOperationsOptions): OperationsOf<typeof activityRoutes> {
  return {
    listAuditLogActions: listActions,
    listAuditLogs: createListAuditLogs({ store }),
    listActivity: createListActivity({ store }),
    exportActivity: createExportActivity({ store, now, version }),
    verifyActivity: createVerifyActivity({ store }),
    listInstallationActivity: createListInstallationActivity({ store }),
    exportInstallationActivity: createExportInstallationActivity({ store, now, version }),
    verifyInstallationActivity: createVerifyInstallationActivity({ store }),
  };
}
