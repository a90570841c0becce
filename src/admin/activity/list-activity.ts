// GET /v2/orgs/{org}/activity, and /v2/activity for the installation's own: newest first. A cursor is a place in the log, so that pages stay true while entries are added.
import type { ActivityPage } from '../../contract/activity.ts';
import type { Call, Operation } from '../operation.ts';
import { activityFilterOf } from './activity-filter.ts';
import type { ActivityStore } from './activity.port.ts';
import { readEntry } from './read-entry.ts';

export interface ListActivityOptions {
  readonly store: Pick<ActivityStore, 'listActivity'>;
}

export function createListActivity({ store }: ListActivityOptions): Operation<'listActivity'> {
  return async ({ membership, query }) => ({ body: await readPage(store, membership.organization, query) });
}

export function createListInstallationActivity({ store }: ListActivityOptions): Operation<'listInstallationActivity'> {
  return async ({ query }) => ({ body: await readPage(store, null, query) });
}

async function readPage(store: ListActivityOptions['store'], organization: string | null, { limit, cursor, ...filters }: Call<'listActivity'>['query']): Promise<ActivityPage> {
  const found = await store.listActivity(organization, activityFilterOf(filters), { order: 'newest-first', limit: limit + 1, ...(cursor === undefined ? {} : { after: Number(cursor) }) });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { activity: shown.map(readEntry), next_cursor: found.length > limit && last !== undefined ? String(last.sequence) : null };
}
