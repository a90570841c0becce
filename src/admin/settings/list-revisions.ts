// GET /v2/orgs/{org}/settings/revisions
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import type { SettingsStore } from './settings.port.ts';
import { wireRevision } from './wire-revision.ts';

export function createListRevisions({ store }: { readonly store: Pick<SettingsStore, 'listRevisions'> }): Operation<'listRevisions'> {
  return async ({ membership, query, address }) => {
    const { total, revisions } = await store.listRevisions(membership.organization, pageBounds(query));
    return { body: { count: total, ...pageLinks(address, total, query), results: revisions.map(wireRevision) } };
  };
}
