// DELETE /v2/orgs/{org}/groups/{team}/members/{username}
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { TeamStore } from './teams.port.ts';

export interface RemoveMemberOptions {
  readonly store: Pick<TeamStore, 'findTeam' | 'removeFromTeam'> & Pick<MemberStore, 'findMember'>;
}

export function createRemoveTeamMember({ store }: RemoveMemberOptions): Operation<'removeTeamMember'> {
  return async ({ membership: { organization }, params, act }) => {
    const team = await store.findTeam(organization, params.team);
    if (team === undefined) throw notFound('team');
    const member = await store.findMember(organization, params.username);
    if (member === undefined) throw notFound('member');
    const removed = act({ action: 'org.team.member.remove', name: member.name, before: { team: team.name } });
    if ((await store.removeFromTeam({ organization, team: team.name, userId: member.id }, removed)) === 'missing') throw notFound('team member');
    return { body: undefined };
  };
}
