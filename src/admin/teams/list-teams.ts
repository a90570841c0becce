// GET /v2/orgs/{org}/groups: all teams, or those that somebody is in.
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import type { TeamStore } from './teams.port.ts';
import { wireTeam } from './wire-team.ts';

export function createListTeams({ store }: { readonly store: Pick<TeamStore, 'listTeams'> }): Operation<'listTeams'> {
  return async ({ membership, query, address }) => {
    const { search, username } = query;
    const { total, teams } = await store.listTeams(membership.organization, { ...pageBounds(query), search: search === '' ? undefined : search, username: username === '' ? undefined : username });
    return { body: { count: total, ...pageLinks(address, total, query), results: teams.map(wireTeam) } };
  };
}
