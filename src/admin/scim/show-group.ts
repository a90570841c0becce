// GET /v2/scim/2.0/Groups/{id}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { answerGroup } from './answer-resource.ts';
import type { ScimStore } from './scim.port.ts';

export function createShowScimGroup({ store }: { readonly store: Pick<ScimStore, 'findScimGroup'> }): Operation<'showScimGroup'> {
  return async ({ membership, params, query, address }) => {
    const group = await store.findScimGroup(membership.organization, params.id);
    if (group === undefined) throw notFound('group');
    return answerGroup(group, query, address);
  };
}
