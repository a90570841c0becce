// DELETE /v2/scim/2.0/Groups/{id}: the team, with everybody's place in it.
import type { Operation } from '../operation.ts';
import { refuseGroup } from './refuse-group.ts';
import { requireVersion, versionOf } from './resource-version.ts';
import type { ScimStore } from './scim.port.ts';

export interface RemoveScimGroupOptions {
  readonly store: Pick<ScimStore, 'removeScimGroup'>;
  readonly now: () => number;
}

export function createRemoveScimGroup({ store, now }: RemoveScimGroupOptions): Operation<'removeScimGroup'> {
  return async ({ membership: { organization }, params: { id }, ifMatch, act }) => {
    const result = await store.removeScimGroup({ organization, id, atMs: now() }, (current) => requireVersion(ifMatch, versionOf(current)), act);
    if (result !== 'removed') throw refuseGroup({ result }, '');
    return { body: undefined };
  };
}
