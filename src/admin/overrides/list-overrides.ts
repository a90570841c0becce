// GET /v2/orgs/{org}/catalog-overrides
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { notFound } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import type { SettingsStore } from '../settings/settings.port.ts';
import { wireOverride } from './wire-override.ts';

export function createListOverrides({ store }: { readonly store: Pick<SettingsStore, 'currentSettings'> }): Operation<'listCatalogOverrides'> {
  return async ({ membership, query, address }) => {
    const current = await store.currentSettings(membership.organization);
    if (current === undefined) throw notFound('organization');
    const { revision, settings } = current;
    const { limit, offset } = pageBounds(query);
    const overrides = settings.catalogOverrides;
    return {
      body: { count: overrides.length, ...pageLinks(address, overrides.length, query), results: overrides.slice(offset, offset + limit).map(wireOverride), revision },
      headers: { ETag: settingsTag(revision) },
    };
  };
}
