// Teams on the wire; Docker Hub calls them groups.
import { z } from 'zod';
import { member } from './members.ts';
import { pageOf, pageQuery } from './page.ts';
import { plainText } from './plain-text.ts';

/** Docker Hub's own team, whose members own the organization there: the role says so here. */
const ownersTeam = 'owners';

export const teamName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{3,30}$/, 'must have 3 to 30 letters, digits, "_" or "-"')
  .refine((name) => name.toLowerCase() !== ownersTeam, 'is no team here: give people the role owner instead');
const description = plainText(200);

/** Docker's Terraform provider sends the other fields of a team too, with zero values: what is not named here is ignored. */
export const createTeamRequest = z.object({ name: teamName, description: description.default('') });
export type CreateTeamRequest = z.infer<typeof createTeamRequest>;

/** PUT: a description that is left out becomes empty. */
export const replaceTeamRequest = createTeamRequest;

/** PATCH: what is left out stays. */
export const updateTeamRequest = z.object({ name: teamName.optional(), description: description.optional() });
export type UpdateTeamRequest = z.infer<typeof updateTeamRequest>;

export const team = z.object({
  /** A whole number that stays through renames, as `uuid` does. */
  id: z.number().int(),
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  member_count: z.number().int(),
});
export type Team = z.infer<typeof team>;

export const teamPage = pageOf(team);
export type TeamPage = z.infer<typeof teamPage>;

const search = z.string().max(200).optional();

/** `search`: a part of name or description; `username`: only teams that this person is in. */
export const teamsQuery = pageQuery.extend({ search, username: z.string().max(255).optional() });

/** `search`: a part of the user name or full name, for owners of the e-mail address as well. */
export const teamMembersQuery = pageQuery.extend({ search });

export const teamMemberRequest = z.object({ member: z.string().min(1, 'is empty: name a member').max(255) });
export type TeamMemberRequest = z.infer<typeof teamMemberRequest>;

export const teamMember = member;
export const teamMemberPage = pageOf(teamMember);
export type TeamMemberPage = z.infer<typeof teamMemberPage>;
