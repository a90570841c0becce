// GET /v2/orgs/{org}/settings/revisions/{revision}/diff
import { defaultSettings } from '../../core/policy/settings.ts';
import type { Operation } from '../operation.ts';
import { compareSettings } from './compare-settings.ts';
import type { SettingsStore } from './settings.port.ts';
import { findRevision } from './wire-revision.ts';

export function createDiffRevisions({ store }: { readonly store: Pick<SettingsStore, 'findRevision'> }): Operation<'diffRevisions'> {
  return async ({ membership, params, query }) => {
    const after = await findRevision(store, membership.organization, params.revision);
    const against = query.against ?? after.revision - 1;
    const before = against === 0 ? defaultSettings : (await findRevision(store, membership.organization, String(against))).settings;
    return { body: { revision: after.revision, against, changes: [...compareSettings(before, after.settings)] } };
  };
}
