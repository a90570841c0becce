// People and their organizations on the wire.
import { z } from 'zod';
import { accountNameGrammar, accountNameRule } from '../core/policy/account-name.ts';
import { officialNamespace } from '../core/policy/classify.ts';
import { pageOf, pageQuery } from './page.ts';
import { plainText } from './plain-text.ts';

export const memberRole = z.enum(['owner', 'editor', 'member']);
export type MemberRole = z.infer<typeof memberRole>;

/** A member as Docker Hub lists it; `role` is capitalized here and lower case in requests. */
export const member = z.object({
  id: z.string(),
  username: z.string(),
  full_name: z.string(),
  email: z.string(),
  company: z.string(),
  location: z.string(),
  profile_url: z.string(),
  gravatar_email: z.string(),
  gravatar_url: z.string(),
  type: z.literal('User'),
  role: z.enum(['Owner', 'Editor', 'Member']),
  groups: z.array(z.string()),
  is_guest: z.boolean(),
  date_joined: z.string(),
});
export type Member = z.infer<typeof member>;

/** A member with its teams; an invitee has the role `Invitee`, and the name or address that was invited. */
export const listedMember = member.extend({ role: z.enum(['Owner', 'Editor', 'Member', 'Invitee']) });
export type ListedMember = z.infer<typeof listedMember>;

export const memberPage = pageOf(listedMember);
export type MemberPage = z.infer<typeof memberPage>;

/**
 * GET /v2/orgs/{org}/members: `search` finds a part of the user name or full name, for owners of the e-mail address as well. Invitees are
 * listed for owners alone, with `invites=true` or by their `type`; they have no role yet, so that with `role` none is listed.
 */
export const membersQuery = pageQuery.extend({
  search: z.string().max(200).optional(),
  role: memberRole.optional(),
  type: z.enum(['all', 'invitee', 'member']).optional(),
  invites: z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'], error: 'must be true or false' }).optional(),
});
export type MembersQuery = z.output<typeof membersQuery>;

/** PUT /v2/orgs/{org}/members/{username} */
export const memberRoleChange = z.object({ role: memberRole });

/** Names of people and organizations: what may stand in a URL and in a registry's name. */
export const accountName = z.string().regex(accountNameGrammar, accountNameRule);

/** A new organization's name, which is also its namespace on Docker Hub. */
export const organizationName = accountName.refine((name) => name !== officialNamespace, "is the official images', and nobody's: choose another");

/** POST /v2/orgs: an organization with the settings of a new one, owned by whoever makes it. */
export const createOrganizationRequest = z.strictObject({ orgname: organizationName });
export type CreateOrganizationRequest = z.infer<typeof createOrganizationRequest>;

export const passwordCharactersMin = 8;
export const passwordCharactersMax = 128;

export const newPassword = z
  .string()
  .min(passwordCharactersMin, `must have at least ${passwordCharactersMin} characters`)
  .max(passwordCharactersMax, `must have at most ${passwordCharactersMax} characters`);

/**
 * POST /v2/orgs/{org}/members: a new account and its membership; without `password` one is made up, and with null there is none: the person signs
 * in with the registry that the server's setting identity.upstream names. For the name of an
 * existing account an owner of every organization adds the membership alone, with neither `email`, `full_name` nor `password`.
 */
export const createMemberRequest = z.strictObject({
  username: accountName,
  role: memberRole,
  email: z.email().max(254).nullish(),
  full_name: plainText(200).optional(),
  password: newPassword.nullish(),
});
export type CreateMemberRequest = z.infer<typeof createMemberRequest>;

/** `password` is there once, and only when the server made it up for a new account. */
export const createdMember = member.extend({ password: z.string().optional() });
export type CreatedMember = z.infer<typeof createdMember>;

/** GET /v2/user */
export const user = z.object({
  id: z.string(),
  uuid: z.string(),
  username: z.string(),
  full_name: z.string(),
  email: z.string(),
  company: z.string(),
  location: z.string(),
  profile_url: z.string(),
  gravatar_url: z.string(),
  type: z.literal('User'),
  is_active: z.boolean(),
  date_joined: z.string().nullable(),
});
export type User = z.infer<typeof user>;

/** One entry of GET /v2/user/orgs, and the answer to POST /v2/orgs; `user_role` is the caller's. */
export const organization = z.object({
  id: z.string(),
  uuid: z.string(),
  orgname: z.string(),
  full_name: z.string(),
  company: z.string(),
  location: z.string(),
  profile_url: z.string(),
  gravatar_email: z.string(),
  gravatar_url: z.string(),
  type: z.literal('Organization'),
  badge: z.string(),
  is_active: z.boolean(),
  date_joined: z.string().nullable(),
  user_role: z.enum(['Owner', 'Editor', 'Member']),
});
export type Organization = z.infer<typeof organization>;

export const organizationPage = pageOf(organization);
export type OrganizationPage = z.infer<typeof organizationPage>;
