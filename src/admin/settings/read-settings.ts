// GET /v2/orgs/{org}/settings
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import type { SettingsStore } from './settings.port.ts';
import { wireSettings } from '../../contract/wire-settings.ts';

export function createReadSettings({ store }: { readonly store: Pick<SettingsStore, 'currentSettings'> }): Operation<'readSettings'> {
  return async ({ membership }) => {
    const current = await store.currentSettings(membership.organization);
    if (current === undefined) throw notFound('organization');
    return { body: wireSettings(current.settings, current.revision), headers: { ETag: settingsTag(current.revision) } };
  };
}
