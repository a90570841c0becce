// DELETE /v2/orgs/{org}/scim-token/{id}: its bearer is nobody from the next request on.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { ScimStore } from './scim.port.ts';

export function createRevokeScimToken({ store }: { readonly store: Pick<ScimStore, 'listScimTokens' | 'revokeScimToken'> }): Operation<'revokeScimToken'> {
  return async ({ membership: { organization }, params: { id }, act }) => {
    const isLast = (await store.listScimTokens(organization)).length === 1;
    const done = act({ action: isLast ? 'enterprise.sso.connection.scim_toggle' : 'enterprise.sso.connection.scim_token_refresh', before: { token: id }, after: { enabled: !isLast } });
    if (!(await store.revokeScimToken({ organization, id }, done))) throw notFound('SCIM token');
    return { body: undefined };
  };
}
