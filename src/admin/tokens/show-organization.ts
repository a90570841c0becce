// GET /v2/orgs/{org}/access-tokens/{id}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { wireOrganizationToken } from './organization-token.ts';
import type { OrganizationTokenStore } from './tokens.port.ts';

export function createShowOrganizationToken({
  store,
}: {
  readonly store: Pick<OrganizationTokenStore, 'findOrganizationToken'>;
}): Operation<'showOrganizationAccessToken'> {
  return async ({ membership, params }) => {
    const token = await store.findOrganizationToken(membership.organization, params.id);
    if (token === undefined) throw notFound('organization access token');
    return { body: wireOrganizationToken(token) };
  };
}
