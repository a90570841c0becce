// A team as the API shows it.
import type { Team as WireTeam } from '../../contract/teams.ts';
import type { Team } from './teams.port.ts';

export function wireTeam({ id, uuid, name, description, memberCount }: Team): WireTeam {
  return { id, uuid, name, description, member_count: memberCount };
}
