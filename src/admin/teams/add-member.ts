// POST /v2/orgs/{org}/groups/{team}/members: a member of the organization joins the team; whoever is in it stays.
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { TeamStore } from './teams.port.ts';
import { wireTeamMember } from './wire-team-member.ts';

export interface AddMemberOptions {
  readonly store: Pick<TeamStore, 'findTeam' | 'addToTeam' | 'teamsOf'> & Pick<MemberStore, 'findMember'>;
  readonly now: () => number;
}

export function createAddTeamMember({ store, now }: AddMemberOptions): Operation<'addTeamMember'> {
  return async ({ membership: { organization }, params, body, act }) => {
    const team = await store.findTeam(organization, params.team);
    if (team === undefined) throw notFound('team');
    const member = await store.findMember(organization, body.member);
    if (member === undefined) throw notFound('member');
    const added = await store.addToTeam({ organization, team: team.name, userId: member.id, atMs: now() }, act({ action: 'org.team.member.add', name: member.name, after: { team: team.name } }));
    if (added === 'missing') throw notFound('team');
    if (added === 'not-a-member') throw notFound('member');
    return { body: wireTeamMember(member, { showEmail: true, teams: await store.teamsOf(organization, member.id) }) };
  };
}
