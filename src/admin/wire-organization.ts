// An organization as the API shows it to one of its people: Docker Hub's fields, with those that Pullgate keeps nothing in left empty.
import { createHash } from 'node:crypto';
import type { Organization } from '../contract/members.ts';
import type { Membership } from './caller.ts';
import { wireRole } from './wire-role.ts';
import { wireTime } from './wire-time.ts';

/** An organization is its name; clients of Docker Hub want an id as well, so one is made from the name. */
export function wireOrganization({ organization, role, madeAtMs }: Membership & { readonly madeAtMs?: number | undefined }): Organization {
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
    date_joined: madeAtMs === undefined ? null : wireTime(madeAtMs),
    user_role: wireRole[role],
  };
}
