// GET /v2/orgs/{org}/settings/revisions/{revision}
import type { Operation } from '../operation.ts';
import type { SettingsStore } from './settings.port.ts';
import { findRevision, wireRevisionWithSettings } from './wire-revision.ts';

export function createShowRevision({ store }: { readonly store: Pick<SettingsStore, 'findRevision'> }): Operation<'showRevision'> {
  return async ({ membership, params }) => ({ body: wireRevisionWithSettings(await findRevision(store, membership.organization, params.revision)) });
}
