// GET /v2/user
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { wireTime } from '../wire-time.ts';

export function createShowUser({ store }: { readonly store: Pick<MemberStore, 'findMember'> }): Operation<'showUser'> {
  return async ({ caller }) => {
    const organization = caller.memberships[0]?.organization;
    const member = organization === undefined ? undefined : await store.findMember(organization, caller.name);
    return {
      body: {
        id: caller.id.replaceAll('-', ''),
        uuid: caller.id,
        username: caller.name,
        full_name: member?.fullName ?? '',
        email: caller.email ?? '',
        company: '',
        location: '',
        profile_url: '',
        gravatar_url: '',
        type: 'User',
        is_active: true,
        date_joined: member === undefined ? null : wireTime(member.joinedAtMs),
      },
    };
  };
}
