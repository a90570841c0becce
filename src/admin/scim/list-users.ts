// GET /v2/scim/2.0/Users and POST .search: the people of the organization, deactivated ones too.
import type { Operation } from '../operation.ts';
import { type ListQuery, type ScimList, listResources } from './list-resources.ts';
import type { ScimUserResource } from '../../contract/scim.ts';
import type { ScimStore } from './scim.port.ts';
import { wireUser } from './wire-resource.ts';

export interface ListScimUsersOptions {
  readonly store: Pick<ScimStore, 'listScimUsers'>;
}

export function createListScimUsers({ store }: ListScimUsersOptions): Operation<'listScimUsers'> {
  return async ({ membership, query, address }) => ({ body: await list(store, membership.organization, query, address) });
}

export function createSearchScimUsers({ store }: ListScimUsersOptions): Operation<'searchScimUsers'> {
  return async ({ membership, body, address }) => ({ body: await list(store, membership.organization, body, address) });
}

function list(store: ListScimUsersOptions['store'], organization: string, query: ListQuery, { origin }: URL): Promise<ScimList<ScimUserResource>> {
  return listResources(query, async (narrowing) => (await store.listScimUsers(organization, narrowing)).map((user) => wireUser(user, origin)));
}
