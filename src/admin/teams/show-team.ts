// GET /v2/orgs/{org}/groups/{team}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { TeamStore } from './teams.port.ts';
import { wireTeam } from './wire-team.ts';

export function createShowTeam({ store }: { readonly store: Pick<TeamStore, 'findTeam'> }): Operation<'showTeam'> {
  return async ({ membership, params }) => {
    const team = await store.findTeam(membership.organization, params.team);
    if (team === undefined) throw notFound('team');
    return { body: wireTeam(team) };
  };
}
