// GET /v2/access-tokens/{uuid}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { wirePersonalToken } from './personal-token.ts';
import type { PersonalTokenStore } from './tokens.port.ts';

export function createShowPersonalToken({ store }: { readonly store: Pick<PersonalTokenStore, 'findPersonalToken'> }): Operation<'showAccessToken'> {
  return async ({ caller, params }) => {
    const token = await store.findPersonalToken(caller.id, params.uuid);
    if (token === undefined) throw notFound('access token');
    return { body: wirePersonalToken(token) };
  };
}
