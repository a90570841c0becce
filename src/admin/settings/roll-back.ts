// POST /v2/orgs/{org}/settings/revisions/{revision}/rollback: history is never cut, so the way back is a new revision too.
import type { Operation } from '../operation.ts';
import { settingsTag } from '../settings-tag.ts';
import type { ChangeSettings } from './change-settings.port.ts';
import type { SettingsStore } from './settings.port.ts';
import { findRevision, wireRevisionWithSettings } from './wire-revision.ts';

export function createRollBack({
  store,
  changeSettings,
}: {
  readonly store: Pick<SettingsStore, 'findRevision'>;
  readonly changeSettings: ChangeSettings;
}): Operation<'rollBack'> {
  return async ({ membership, params, caller, ifMatch, act }) => {
    const { revision, settings } = await findRevision(store, membership.organization, params.revision);
    const now = await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      change: () => settings,
      act,
      rolledBackTo: revision,
    });
    return { body: wireRevisionWithSettings(now), headers: { ETag: settingsTag(now.revision) } };
  };
}
