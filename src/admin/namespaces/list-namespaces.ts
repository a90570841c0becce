// GET /v2/orgs/{org}/namespaces
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { notFound } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import type { SettingsStore } from '../settings/settings.port.ts';
import { organizationNamespaces } from '../organization-namespaces.ts';

export function createListNamespaces({ store }: { readonly store: Pick<SettingsStore, 'currentSettings'> }): Operation<'listNamespaces'> {
  return async ({ membership, query, address }) => {
    const current = await store.currentSettings(membership.organization);
    if (current === undefined) throw notFound('organization');
    const namespaces = organizationNamespaces(current.settings);
    const { limit, offset } = pageBounds(query);
    const { revision } = current;
    return { body: { count: namespaces.length, ...pageLinks(address, namespaces.length, query), results: namespaces.slice(offset, offset + limit), revision }, headers: { ETag: settingsTag(revision) } };
  };
}
