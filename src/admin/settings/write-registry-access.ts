// PUT /v2/orgs/{org}/settings/registry-access-management
import type { Operation } from '../operation.ts';
import { settingsTag } from '../settings-tag.ts';
import type { ChangeSettings } from './change-settings.port.ts';
import { mergeRegistryAccess } from '../../contract/merge-settings.ts';
import { wireRegistryAccess } from '../../contract/wire-settings.ts';

export function createWriteRegistryAccess({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'writeRegistryAccess'> {
  return async ({ membership, caller, body, ifMatch, act }) => {
    const { settings, revision } = await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      change: (current) => mergeRegistryAccess(current, body),
      act,
    });
    return { body: wireRegistryAccess(settings.registryAccess), headers: { ETag: settingsTag(revision) } };
  };
}
