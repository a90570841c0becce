// A member as the API shows it: Docker Hub's fields, with those that Pullgate keeps nothing in left empty.
import type { Member as WireMember } from '../../contract/members.ts';
import { wireRole } from '../wire-role.ts';
import { wireTime } from '../wire-time.ts';
import type { Member } from './members.port.ts';

export function wireMember(member: Member, { showEmail }: { readonly showEmail: boolean }): WireMember {
  return {
    id: member.id.replaceAll('-', ''),
    username: member.name,
    full_name: member.fullName,
    email: showEmail ? (member.email ?? '') : '',
    company: '',
    location: '',
    profile_url: '',
    gravatar_email: '',
    gravatar_url: '',
    type: 'User',
    role: wireRole[member.role],
    groups: [],
    is_guest: false,
    date_joined: wireTime(member.joinedAtMs),
  };
}
