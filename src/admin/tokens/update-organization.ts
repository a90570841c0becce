// PATCH /v2/orgs/{org}/access-tokens/{id}: everything but the expiry.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { organizationTokenForAct, wireOrganizationToken } from './organization-token.ts';
import type { OrganizationTokenStore } from './tokens.port.ts';

export function createUpdateOrganizationToken({
  store,
}: {
  readonly store: Pick<OrganizationTokenStore, 'findOrganizationToken' | 'updateOrganizationToken'>;
}): Operation<'updateOrganizationAccessToken'> {
  return async ({ membership: { organization }, params, body, act }) => {
    const { label, description, resources, is_active: isActive } = body;
    const change = {
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
      ...(resources === undefined ? {} : { resources }),
      ...(isActive === undefined ? {} : { isActive }),
    };
    const old = await store.findOrganizationToken(organization, params.id);
    if (old === undefined) throw notFound('organization access token');
    const updated = act({ action: 'org.access_token.update', before: organizationTokenForAct(old), after: organizationTokenForAct({ ...old, ...change }) });
    const token = await store.updateOrganizationToken(organization, params.id, change, updated);
    if (token === undefined) throw notFound('organization access token');
    return { body: wireOrganizationToken(token) };
  };
}
