// An organization as the API shows it to one of its people: Docker Hub's fields, with those that Pullgate keeps nothing in left empty.
import type { Organization } from '../contract/members.ts';
import type { Membership } from './caller.ts';
import { wireHubOrganization } from './wire-hub-organization.ts';
import { wireRole } from './wire-role.ts';
import { wireTime } from './wire-time.ts';

/** An organization is its name. */
export function wireOrganization({ organization, role, madeAtMs }: Membership & { readonly madeAtMs?: number | undefined }): Organization {
  return { ...wireHubOrganization(organization, 'organization'), badge: '', date_joined: madeAtMs === undefined ? null : wireTime(madeAtMs), user_role: wireRole[role] };
}
