// DELETE /v2/access-tokens/{uuid}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { personalTokenForAct } from './personal-token.ts';
import type { PersonalTokenStore } from './tokens.port.ts';

export function createRevokePersonalToken({ store, now }: { readonly store: Pick<PersonalTokenStore, 'findPersonalToken' | 'revokePersonalToken'>; readonly now: () => number }): Operation<'revokeAccessToken'> {
  return async ({ caller, params, act }) => {
    const token = await store.findPersonalToken(caller.id, params.uuid);
    if (token === undefined) throw notFound('access token');
    const revoked = act({ action: 'user.access_token.delete', before: personalTokenForAct(token) });
    if (!(await store.revokePersonalToken(caller.id, params.uuid, now(), revoked))) throw notFound('access token');
    return { body: undefined };
  };
}
