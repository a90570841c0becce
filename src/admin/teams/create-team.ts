// POST /v2/orgs/{org}/groups: a team with nobody in it yet.
import { newTeam } from '../new-team.ts';
import type { Operation } from '../operation.ts';
import { nameTaken } from './name-taken.ts';
import type { TeamStore } from './teams.port.ts';
import { wireTeam } from './wire-team.ts';

export interface CreateTeamOptions {
  readonly store: Pick<TeamStore, 'createTeam'>;
  readonly now: () => number;
}

export function createCreateTeam({ store, now }: CreateTeamOptions): Operation<'createTeam'> {
  return async ({ membership: { organization }, body: { name, description }, act }) => {
    const created = await store.createTeam(newTeam({ organization, name, description, atMs: now() }), act({ action: 'org.team.create', name, after: { name, description } }));
    if (created.result === 'name-taken') throw nameTaken(name);
    return { body: wireTeam(created.team) };
  };
}
