// GET /v2/orgs/{org}/allowlist/{entry}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import type { SettingsStore } from '../settings/settings.port.ts';
import { findEntry } from '../allowlist-entries.ts';

export function createShowAllowlistEntry({ store }: { readonly store: Pick<SettingsStore, 'currentSettings'> }): Operation<'showAllowlistEntry'> {
  return async ({ membership, params }) => {
    const current = await store.currentSettings(membership.organization);
    if (current === undefined) throw notFound('organization');
    return { body: findEntry(current.settings, params.entry), headers: { ETag: settingsTag(current.revision) } };
  };
}
