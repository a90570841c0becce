// GET /v2/user/orgs
import type { Operation } from '../operation.ts';
import type { OrganizationStore } from '../organizations/organizations.port.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { wireOrganization } from '../wire-organization.ts';

export function createListUserOrganizations({ store }: { readonly store: Pick<OrganizationStore, 'organizationMadeAt'> }): Operation<'listUserOrganizations'> {
  return async ({ caller: { memberships }, query, address }) => {
    const { limit, offset } = pageBounds(query);
    const shown = memberships.slice(offset, offset + limit);
    const results = await Promise.all(shown.map(async (each) => wireOrganization({ ...each, madeAtMs: await store.organizationMadeAt(each.organization) })));
    return { body: { count: memberships.length, ...pageLinks(address, memberships.length, query), results } };
  };
}
