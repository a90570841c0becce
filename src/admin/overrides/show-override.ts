// GET /v2/orgs/{org}/catalog-overrides/{namespace}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import type { SettingsStore } from '../settings/settings.port.ts';
import { findOverride, wireOverride } from './wire-override.ts';

export function createShowOverride({ store }: { readonly store: Pick<SettingsStore, 'currentSettings'> }): Operation<'showCatalogOverride'> {
  return async ({ membership, params }) => {
    const current = await store.currentSettings(membership.organization);
    if (current === undefined) throw notFound('organization');
    return { body: wireOverride(findOverride(current.settings, params.namespace)), headers: { ETag: settingsTag(current.revision) } };
  };
}
