// DELETE /v2/access-tokens/{uuid}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { PersonalTokenStore } from './tokens.port.ts';

export function createRevokePersonalToken({ store, now }: { readonly store: Pick<PersonalTokenStore, 'revokePersonalToken'>; readonly now: () => number }): Operation<'revokeAccessToken'> {
  return async ({ caller, params }) => {
    if (!(await store.revokePersonalToken(caller.id, params.uuid, now()))) throw notFound('access token');
    return { body: undefined };
  };
}
