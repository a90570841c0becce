// PUT /v2/orgs/{org}/members/{username}: another role, except for the last owner.
import type { TeamStore } from '../teams/teams.port.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { mustSpareOwners, ownerSpared, requireNoNewOwner } from '../spare-owners.ts';
import { lastOwner } from './last-owner.ts';
import type { MemberStore } from './members.port.ts';
import { wireMember } from './wire-member.ts';

export function createSetMemberRole({ store }: { readonly store: Pick<MemberStore, 'findMember' | 'setRole'> & Pick<TeamStore, 'teamsOf'> }): Operation<'setMemberRole'> {
  return async ({ membership: { organization }, caller, params: { username }, body: { role }, act }) => {
    requireNoNewOwner(caller, role);
    const member = await store.findMember(organization, username);
    if (member === undefined) throw notFound('member');
    const changed = act({ action: 'org.member.role.change', name: member.name, before: { role: member.role }, after: { role } });
    const result = await store.setRole({ organization, userId: member.id, role, sparesOwners: mustSpareOwners(caller) }, changed);
    if (result === 'missing') throw notFound('member');
    if (result === 'owner') throw ownerSpared(member.name);
    if (result === 'last-owner') throw lastOwner(member.name, organization);
    return { body: wireMember({ ...member, role }, { showEmail: true, teams: await store.teamsOf(organization, member.id) }) };
  };
}
