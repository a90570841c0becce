// GET /v2/orgs/{org}/settings/registry-access-management
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import type { SettingsStore } from './settings.port.ts';
import { wireRegistryAccess } from '../../contract/wire-settings.ts';

export function createReadRegistryAccess({ store }: { readonly store: Pick<SettingsStore, 'currentSettings'> }): Operation<'readRegistryAccess'> {
  return async ({ membership }) => {
    const current = await store.currentSettings(membership.organization);
    if (current === undefined) throw notFound('organization');
    return { body: wireRegistryAccess(current.settings.registryAccess), headers: { ETag: settingsTag(current.revision) } };
  };
}
