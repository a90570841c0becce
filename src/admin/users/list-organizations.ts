// GET /v2/user/orgs
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { wireOrganization } from '../wire-organization.ts';

export const listUserOrganizations: Operation<'listUserOrganizations'> = ({ caller, query, address }) => {
  const { limit, offset } = pageBounds(query);
  const { memberships } = caller;
  return {
    body: {
      count: memberships.length,
      ...pageLinks(address, memberships.length, query),
      results: memberships.slice(offset, offset + limit).map((each) => wireOrganization(each)),
    },
  };
};
