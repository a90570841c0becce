// PATCH /v2/access-tokens/{uuid}: label and active flag; scopes and expiry are for good.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { personalTokenForAct, wirePersonalToken } from './personal-token.ts';
import type { PersonalTokenStore } from './tokens.port.ts';

export function createUpdatePersonalToken({ store }: { readonly store: Pick<PersonalTokenStore, 'findPersonalToken' | 'updatePersonalToken'> }): Operation<'updateAccessToken'> {
  return async ({ caller, params, body, act }) => {
    const change = {
      ...(body.token_label === undefined ? {} : { label: body.token_label }),
      ...(body.is_active === undefined ? {} : { isActive: body.is_active }),
    };
    const old = await store.findPersonalToken(caller.id, params.uuid);
    if (old === undefined) throw notFound('access token');
    const updated = act({ action: 'user.access_token.update', before: personalTokenForAct(old), after: personalTokenForAct({ ...old, ...change }) });
    const token = await store.updatePersonalToken(caller.id, params.uuid, change, updated);
    if (token === undefined) throw notFound('access token');
    return { body: wirePersonalToken(token) };
  };
}
