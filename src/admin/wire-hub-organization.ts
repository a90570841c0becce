// What Docker Hub says of an organization, where nothing but its name is known.
import { createHash } from 'node:crypto';
import type { Organization } from '../contract/members.ts';

/** Docker Hub's id is not known: clients want one, so one is made of the name and of what it names. */
export function wireHubOrganization(name: string, what: 'organization' | 'namespace'): Omit<Organization, 'badge' | 'user_role'> {
  const id = createHash('sha256').update(`${what} ${name}`).digest('hex').slice(0, 32);
  return {
    id,
    uuid: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    orgname: name,
    full_name: '',
    company: '',
    location: '',
    profile_url: '',
    gravatar_email: '',
    gravatar_url: '',
    type: 'Organization',
    is_active: true,
    date_joined: null,
  };
}
