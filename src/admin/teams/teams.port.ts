// Teams of an organization and who is in them.
import type { Act } from '../../audit/activity.port.ts';
import type { Member } from '../members/members.port.ts';

export interface Team {
  /** A positive integer, drawn at random: it tells nothing of how many there are. */
  readonly id: number;
  readonly uuid: string;
  readonly organization: string;
  readonly name: string;
  readonly description: string;
  readonly memberCount: number;
  readonly createdAtMs: number;
}

/** `newTeam` in admin/new-team.ts draws the ids. */
export interface NewTeam {
  readonly id: number;
  readonly uuid: string;
  readonly organization: string;
  /** As `teamName` of contract/teams.ts has it. */
  readonly name: string;
  readonly description: string;
  readonly atMs: number;
}

export interface ListTeams {
  readonly limit: number;
  readonly offset: number;
  /** Part of the name or description. */
  readonly search?: string | undefined;
  /** Only teams that this person is in. */
  readonly username?: string | undefined;
}

export interface ListTeamMembers {
  readonly limit: number;
  readonly offset: number;
  /** Part of the user name or full name, and of the e-mail address with `searchEmail`. */
  readonly search?: string | undefined;
  readonly searchEmail?: boolean | undefined;
}

export interface TeamName {
  readonly organization: string;
  readonly name: string;
}

export interface TeamMembership {
  readonly organization: string;
  /** Its name. */
  readonly team: string;
  readonly userId: string;
}

/** Names of teams are compared without case; lists are ordered by name. */
export interface TeamStore {
  listTeams(organization: string, list: ListTeams): Promise<{ readonly total: number; readonly teams: readonly Team[] }>;
  findTeam(organization: string, name: string): Promise<Team | undefined>;
  createTeam(team: NewTeam, act: Act): Promise<{ readonly result: 'created'; readonly team: Team } | { readonly result: 'name-taken' }>;
  changeTeam(change: TeamName & { readonly newName?: string | undefined; readonly description?: string | undefined }, act: Act): Promise<'changed' | 'missing' | 'name-taken'>;
  /** With everybody's place in it. Open invitations into it stay, into no team. */
  removeTeam(team: TeamName, act: Act): Promise<'removed' | 'missing'>;

  listTeamMembers(organization: string, team: string, list: ListTeamMembers): Promise<{ readonly total: number; readonly members: readonly Member[] }>;
  /** `missing`: the team; `not-a-member`: of the organization. */
  addToTeam(added: TeamMembership & { readonly atMs: number }, act: Act): Promise<'added' | 'already-in' | 'missing' | 'not-a-member'>;
  /** `missing`: the team, or that person in it. */
  removeFromTeam(removed: TeamMembership, act: Act): Promise<'removed' | 'missing'>;
  /** Names of the teams that a person is in. */
  teamsOf(organization: string, userId: string): Promise<readonly string[]>;
}
