// PUT /v2/orgs/{org}/settings
import type { Operation } from '../operation.ts';
import { settingsTag } from '../settings-tag.ts';
import type { ChangeSettings } from './change-settings.port.ts';
import { mergeSettings } from '../../contract/merge-settings.ts';
import { wireSettings } from '../../contract/wire-settings.ts';

export function createWriteSettings({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'writeSettings'> {
  return async ({ membership, caller, body, ifMatch, act }) => {
    const { settings, revision } = await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      change: (current, authorship) => mergeSettings(current, body, authorship),
      act,
    });
    return { body: wireSettings(settings, revision), headers: { ETag: settingsTag(revision) } };
  };
}
