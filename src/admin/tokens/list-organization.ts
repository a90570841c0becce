// GET /v2/orgs/{org}/access-tokens
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { wireOrganizationTokenEntry } from './organization-token.ts';
import type { OrganizationTokenStore } from './tokens.port.ts';

export function createListOrganizationTokens({
  store,
}: {
  readonly store: Pick<OrganizationTokenStore, 'listOrganizationTokens'>;
}): Operation<'listOrganizationAccessTokens'> {
  return async ({ membership, query, address }) => {
    const { total, tokens } = await store.listOrganizationTokens(membership.organization, pageBounds(query));
    return { body: { total, ...pageLinks(address, total, query), results: tokens.map(wireOrganizationTokenEntry) } };
  };
}
