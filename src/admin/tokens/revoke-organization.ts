// DELETE /v2/orgs/{org}/access-tokens/{id}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { organizationTokenForAct } from './organization-token.ts';
import type { OrganizationTokenStore } from './tokens.port.ts';

export function createRevokeOrganizationToken({
  store,
  now,
}: {
  readonly store: Pick<OrganizationTokenStore, 'findOrganizationToken' | 'revokeOrganizationToken'>;
  readonly now: () => number;
}): Operation<'revokeOrganizationAccessToken'> {
  return async ({ membership: { organization }, params, act }) => {
    const token = await store.findOrganizationToken(organization, params.id);
    if (token === undefined) throw notFound('organization access token');
    const revoked = act({ action: 'org.access_token.delete', before: organizationTokenForAct(token) });
    if (!(await store.revokeOrganizationToken(organization, params.id, now(), revoked))) throw notFound('organization access token');
    return { body: undefined };
  };
}
