// DELETE /v2/orgs/{org}/members/{username}: owners take people out, and everybody may leave; the last owner does neither.
import type { Operation } from '../operation.ts';
import { ProblemError, notFound } from '../problem.ts';
import { mustSpareOwners, ownerSpared } from '../spare-owners.ts';
import type { TeamStore } from '../teams/teams.port.ts';
import { lastOwner } from './last-owner.ts';
import type { MemberStore } from './members.port.ts';

export function createRemoveMember({ store }: { readonly store: Pick<MemberStore, 'findMember' | 'removeMember'> & Pick<TeamStore, 'teamsOf'> }): Operation<'removeMember'> {
  return async ({ membership: { organization, role }, caller, params: { username }, act }) => {
    const member = await store.findMember(organization, username);
    if (role !== 'owner' && member?.id !== caller.id) throw new ProblemError(403, `only owners of ${organization} may do this to others: ask one of them`);
    if (member === undefined) throw notFound('member');
    const before = { role: member.role, teams: await store.teamsOf(organization, member.id) };
    const result = await store.removeMember({ organization, userId: member.id, sparesOwners: mustSpareOwners(caller) }, act({ action: 'org.member.remove', name: member.name, before }));
    if (result === 'missing') throw notFound('member');
    if (result === 'owner') throw ownerSpared(member.name);
    if (result === 'last-owner') throw lastOwner(member.name, organization);
    return { body: undefined };
  };
}
