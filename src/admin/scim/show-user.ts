// GET /v2/scim/2.0/Users/{id}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { answerUser } from './answer-resource.ts';
import type { ScimStore } from './scim.port.ts';

export function createShowScimUser({ store }: { readonly store: Pick<ScimStore, 'findScimUser'> }): Operation<'showScimUser'> {
  return async ({ membership, params, query, address }) => {
    const user = await store.findScimUser(membership.organization, params.id);
    if (user === undefined) throw notFound('user');
    return answerUser(user, query, address);
  };
}
