// GET /v2/orgs/{org}/groups/{team}/members: owners see and search e-mail addresses, members see their own.
import { pageBounds, pageLinks } from '../page-links.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { TeamStore } from './teams.port.ts';
import { wireTeamMember } from './wire-team-member.ts';

export function createListTeamMembers({ store }: { readonly store: Pick<TeamStore, 'findTeam' | 'listTeamMembers' | 'teamsOf'> }): Operation<'listTeamMembers'> {
  return async ({ membership: { organization, role }, caller, params: { team }, query, address }) => {
    if ((await store.findTeam(organization, team)) === undefined) throw notFound('team');
    const isOwner = role === 'owner';
    const search = query.search === '' ? undefined : query.search;
    const { total, members } = await store.listTeamMembers(organization, team, { ...pageBounds(query), search, searchEmail: isOwner });
    const results = await Promise.all(members.map(async (member) => wireTeamMember(member, { showEmail: isOwner || member.id === caller.id, teams: await store.teamsOf(organization, member.id) })));
    return { body: { count: total, ...pageLinks(address, total, query), results } };
  };
}
