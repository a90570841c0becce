// DELETE /v2/orgs/{org}/access-tokens/{id}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { OrganizationTokenStore } from './tokens.port.ts';

export function createRevokeOrganizationToken({
  store,
  now,
}: {
  readonly store: Pick<OrganizationTokenStore, 'revokeOrganizationToken'>;
  readonly now: () => number;
}): Operation<'revokeOrganizationAccessToken'> {
  return async ({ membership, params }) => {
    if (!(await store.revokeOrganizationToken(membership.organization, params.id, now()))) throw notFound('organization access token');
    return { body: undefined };
  };
}
