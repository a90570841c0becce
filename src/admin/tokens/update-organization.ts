// PATCH /v2/orgs/{org}/access-tokens/{id}: everything but the expiry.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { wireOrganizationToken } from './organization-token.ts';
import type { OrganizationTokenStore } from './tokens.port.ts';

export function createUpdateOrganizationToken({
  store,
}: {
  readonly store: Pick<OrganizationTokenStore, 'updateOrganizationToken'>;
}): Operation<'updateOrganizationAccessToken'> {
  return async ({ membership, params, body }) => {
    const { label, description, resources, is_active: isActive } = body;
    const token = await store.updateOrganizationToken(membership.organization, params.id, {
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
      ...(resources === undefined ? {} : { resources }),
      ...(isActive === undefined ? {} : { isActive }),
    });
    if (token === undefined) throw notFound('organization access token');
    return { body: wireOrganizationToken(token) };
  };
}
