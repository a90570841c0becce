// GET /v2/auditlogs/{org}: the same log in the words and pages of Docker Hub.
import type { Json } from '../../audit/activity.port.ts';
import type { ActivityEntry } from '../../contract/activity.ts';
import { describeAct } from '../../core/activity/action-texts.ts';
import type { Operation } from '../operation.ts';
import { pageBounds } from '../page-links.ts';
import { wireTime } from '../wire-time.ts';
import { activityFilterOf } from './activity-filter.ts';
import type { ActivityStore } from './activity.port.ts';
import { readEntry } from './read-entry.ts';

export function createListAuditLogs({ store }: { readonly store: Pick<ActivityStore, 'listActivity'> }): Operation<'listAuditLogs'> {
  return async ({ membership: { organization }, query: { page, page_size, ...filters } }) => {
    const { limit, offset } = pageBounds({ page, page_size });
    const found = await store.listActivity(organization, activityFilterOf(filters), { order: 'newest-first', limit, skip: offset });
    return { body: { logs: found.map((act) => wireLog(organization, readEntry(act))) } };
  };
}

function wireLog(account: string, { action, name, actor, before, after, time }: ActivityEntry) {
  return {
    account,
    action,
    name,
    actor: actor.name,
    data: { ...texts('before.', before), ...texts('', after) },
    timestamp: wireTime(Date.parse(time)),
    action_description: `${describeAct({ action, name })}\n`, // Docker Hub's ends so
  };
}

/** Docker Hub's data are texts by name. */
function texts(prefix: string, value: Json): Readonly<Record<string, string>> {
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return { [`${prefix}value`]: asText(value) };
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [prefix + name, asText(field)]));
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
