// GET /v2/user/orgs
import { createHash } from 'node:crypto';
import type { Organization } from '../../contract/members.ts';
import type { Membership } from '../caller.ts';
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { wireRole } from '../wire-role.ts';

export const listUserOrganizations: Operation<'listUserOrganizations'> = ({ caller, query, address }) => {
  const { limit, offset } = pageBounds(query);
  const { memberships } = caller;
  return {
    body: {
      count: memberships.length,
      ...pageLinks(address, memberships.length, query),
      results: memberships.slice(offset, offset + limit).map(wireOrganization),
    },
  };
};

/** An organization is its name; clients of Docker Hub want an id as well, so one is made from the name. */
function wireOrganization({ organization, role }: Membership): Organization {
  const id = createHash('sha256').update(`organization ${organization}`).digest('hex').slice(0, 32);
  return {
    id,
    uuid: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    orgname: organization,
    full_name: '',
    company: '',
    location: '',
    profile_url: '',
    gravatar_email: '',
    gravatar_url: '',
    type: 'Organization',
    badge: '',
    is_active: true,
    date_joined: null,
    user_role: wireRole[role],
  };
}
