// DELETE /v2/scim/2.0/Users/{id}: out of the organization for good. Whoever comes again gets a new account.
import type { Operation } from '../operation.ts';
import { refuseUser } from './refuse-user.ts';
import { requireVersion, versionOf } from './resource-version.ts';
import type { ScimStore } from './scim.port.ts';

export interface RemoveScimUserOptions {
  readonly store: Pick<ScimStore, 'removeScimUser'>;
  readonly now: () => number;
}

export function createRemoveScimUser({ store, now }: RemoveScimUserOptions): Operation<'removeScimUser'> {
  return async ({ membership: { organization }, params: { id }, ifMatch, act }) => {
    const removed = await store.removeScimUser({ organization, id, atMs: now() }, (current) => requireVersion(ifMatch, versionOf(current)), act);
    if (removed !== 'removed') throw refuseUser(removed, { organization, userName: '' });
    return { body: undefined };
  };
}
