// PATCH /v2/access-tokens/{uuid}: label and active flag; scopes and expiry are for good.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { wirePersonalToken } from './personal-token.ts';
import type { PersonalTokenStore } from './tokens.port.ts';

export function createUpdatePersonalToken({ store }: { readonly store: Pick<PersonalTokenStore, 'updatePersonalToken'> }): Operation<'updateAccessToken'> {
  return async ({ caller, params, body }) => {
    const token = await store.updatePersonalToken(caller.id, params.uuid, {
      ...(body.token_label === undefined ? {} : { label: body.token_label }),
      ...(body.is_active === undefined ? {} : { isActive: body.is_active }),
    });
    if (token === undefined) throw notFound('access token');
    return { body: wirePersonalToken(token) };
  };
}
