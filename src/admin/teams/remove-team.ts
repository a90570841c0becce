// DELETE /v2/orgs/{org}/groups/{team}: its people stay members.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { TeamStore } from './teams.port.ts';

export function createRemoveTeam({ store }: { readonly store: Pick<TeamStore, 'findTeam' | 'removeTeam'> }): Operation<'removeTeam'> {
  return async ({ membership: { organization }, params, act }) => {
    const team = await store.findTeam(organization, params.team);
    if (team === undefined) throw notFound('team');
    const { name, description, memberCount } = team;
    const removed = act({ action: 'org.team.delete', name, before: { name, description, member_count: memberCount } });
    if ((await store.removeTeam({ organization, name }, removed)) === 'missing') throw notFound('team');
    return { body: undefined };
  };
}
