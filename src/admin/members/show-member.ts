// GET /v2/orgs/{org}/members/{username}: as the list of members has it.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { TeamStore } from '../teams/teams.port.ts';
import type { MemberStore } from './members.port.ts';
import { wireMember } from './wire-member.ts';

export function createShowMember({ store }: { readonly store: Pick<MemberStore, 'findMember'> & Pick<TeamStore, 'teamsOf'> }): Operation<'showMember'> {
  return async ({ membership: { organization, role }, caller, params: { username } }) => {
    const member = await store.findMember(organization, username);
    if (member === undefined) throw notFound('member');
    const showEmail = role === 'owner' || member.id === caller.id;
    return { body: wireMember(member, { showEmail, teams: await store.teamsOf(organization, member.id) }) };
  };
}
