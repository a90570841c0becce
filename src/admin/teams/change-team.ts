// PUT and PATCH /v2/orgs/{org}/groups/{team}: another name, another description.
import type { Team as WireTeam } from '../../contract/teams.ts';
import type { Call, Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { nameTaken } from './name-taken.ts';
import type { TeamStore } from './teams.port.ts';
import { wireTeam } from './wire-team.ts';

export interface ChangeTeamOptions {
  readonly store: Pick<TeamStore, 'findTeam' | 'changeTeam'>;
}

interface Changing extends Pick<Call<'updateTeam'>, 'act'> {
  readonly organization: string;
  readonly name: string;
  readonly change: { readonly name?: string | undefined; readonly description?: string | undefined };
}

export function createReplaceTeam({ store }: ChangeTeamOptions): Operation<'replaceTeam'> {
  return async ({ membership: { organization }, params: { team }, body, act }) => ({ body: await changeTeam(store, { organization, name: team, change: body, act }) });
}

export function createUpdateTeam({ store }: ChangeTeamOptions): Operation<'updateTeam'> {
  return async ({ membership: { organization }, params: { team }, body, act }) => ({ body: await changeTeam(store, { organization, name: team, change: body, act }) });
}

async function changeTeam(store: ChangeTeamOptions['store'], { organization, name, change, act }: Changing): Promise<WireTeam> {
  const team = await store.findTeam(organization, name);
  if (team === undefined) throw notFound('team');
  const before = { name: team.name, description: team.description };
  const after = { name: change.name ?? team.name, description: change.description ?? team.description };
  if (after.name !== before.name || after.description !== before.description) {
    const result = await store.changeTeam({ organization, name: team.name, newName: after.name, description: after.description }, act({ action: 'org.team.update', name: team.name, before, after }));
    if (result === 'missing') throw notFound('team');
    if (result === 'name-taken') throw nameTaken(after.name);
  }
  return { ...wireTeam(team), ...after };
}
