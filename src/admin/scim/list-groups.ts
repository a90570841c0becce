// GET /v2/scim/2.0/Groups and POST .search: the teams of the organization.
import type { ScimGroupResource } from '../../contract/scim.ts';
import type { Operation } from '../operation.ts';
import { type ListQuery, type ScimList, listResources } from './list-resources.ts';
import type { ScimStore } from './scim.port.ts';
import { wireGroup } from './wire-resource.ts';

export interface ListScimGroupsOptions {
  readonly store: Pick<ScimStore, 'listScimGroups'>;
}

export function createListScimGroups({ store }: ListScimGroupsOptions): Operation<'listScimGroups'> {
  return async ({ membership, query, address }) => ({ body: await list(store, membership.organization, query, address) });
}

export function createSearchScimGroups({ store }: ListScimGroupsOptions): Operation<'searchScimGroups'> {
  return async ({ membership, body, address }) => ({ body: await list(store, membership.organization, body, address) });
}

function list(store: ListScimGroupsOptions['store'], organization: string, query: ListQuery, { origin }: URL): Promise<ScimList<ScimGroupResource>> {
  return listResources(query, async (narrowing) => (await store.listScimGroups(organization, narrowing)).map((group) => wireGroup(group, origin)));
}
