// A person in a list of an organization, as Docker Hub has it, with the fields that Pullgate keeps nothing in left empty.
import type { ListedMember } from '../contract/members.ts';
import type { Person } from './members/members.port.ts';
import { wireRole } from './wire-role.ts';
import { wireTime } from './wire-time.ts';

/** An invitee shows the address or name that was invited: whoever may list invitees may know it. */
export function wirePerson({ kind, id, name, email, fullName, role, teams, joinedAtMs }: Person, { showEmail }: { readonly showEmail: boolean }): ListedMember {
  const isAddress = kind === 'invitee' && name.includes('@');
  return {
    id: id.replaceAll('-', ''),
    username: isAddress ? '' : name,
    full_name: fullName,
    email: isAddress ? name : showEmail ? (email ?? '') : '',
    company: '',
    location: '',
    profile_url: '',
    gravatar_email: '',
    gravatar_url: '',
    type: 'User',
    role: kind === 'invitee' ? 'Invitee' : wireRole[role],
    groups: [...teams],
    is_guest: false,
    date_joined: wireTime(joinedAtMs),
  };
}
