// Who is signed in, as the API shows it: Docker Hub's fields, with those that Pullgate keeps nothing in left empty.
import type { User } from '../contract/members.ts';
import type { Profile } from './accounts/accounts.port.ts';
import { wireTime } from './wire-time.ts';

export function wireUser({ id, name }: { readonly id: string; readonly name: string }, profile: Profile | undefined): User {
  return {
    id: id.replaceAll('-', ''),
    uuid: id,
    username: name,
    full_name: profile?.fullName ?? '',
    email: profile?.email ?? '',
    company: '',
    location: '',
    profile_url: '',
    gravatar_url: '',
    type: 'User',
    is_active: true,
    date_joined: profile === undefined ? null : wireTime(profile.createdAtMs),
  };
}
