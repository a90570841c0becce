// A new team's ids: drawn at random, so that one organization cannot tell from its own how many another has.
import { randomInt, randomUUID } from 'node:crypto';
import type { NewTeam } from './teams/teams.port.ts';

/** A JSON number that every client reads exactly. */
const idMax = 2 ** 47;

/** What `TeamStore.createTeam` takes. */
export function newTeam(team: Omit<NewTeam, 'id' | 'uuid'>): NewTeam {
  return { ...team, id: randomInt(1, idMax), uuid: randomUUID() };
}
