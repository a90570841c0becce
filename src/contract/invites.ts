// Invitations on the wire.
import { z } from 'zod';
import { accountName, memberRole, newPassword } from './members.ts';
import { plainText } from './plain-text.ts';

export const inviteesMax = 200;

/** `none`: an owner hands the link over; `failed`: given up, `mail_problem` says why. */
export const inviteMail = z.enum(['none', 'queued', 'sent', 'failed']);

export const invite = z.object({
  id: z.string(),
  inviter_username: z.string(),
  /** An e-mail address or a user name, as it was given. */
  invitee: z.string(),
  org: z.string(),
  /** Empty: none. */
  team: z.string(),
  role: memberRole,
  created_at: z.string(),
  expires_at: z.string(),
  mail: inviteMail,
  mail_problem: z.string(),
});
export type Invite = z.infer<typeof invite>;

/** GET /v2/orgs/{org}/invites: all of them, oldest first. */
export const inviteList = z.object({ data: z.array(invite) });

/** With the link that makes its holder a member, shown this once. */
export const linkedInvite = invite.extend({ link: z.string() });
export type LinkedInvite = z.infer<typeof linkedInvite>;

/** POST /v2/invites/bulk. Docker's clients send an empty `team` for none. */
export const inviteRequest = z.object({
  org: z.string().min(1, 'is empty: name an organization').max(255),
  team: z.string().max(255).nullish(),
  role: memberRole.default('member'),
  invitees: z.array(z.string().max(1000)).min(1, 'name at least one user name or e-mail address').max(inviteesMax, `must have at most ${inviteesMax}: send the others in a further request`),
  dry_run: z.boolean().default(false),
});
export type InviteRequest = z.input<typeof inviteRequest>;

export const inviteStatus = z.enum(['invited', 'existing_org_member', 'invalid_email_or_docker_id']);
export type InviteStatus = z.infer<typeof inviteStatus>;

/** One entry for each invitee, in their order; `link` is there where no mail is sent. */
export const invitedList = z.object({
  invitees: z.array(z.object({ invitee: z.string(), status: inviteStatus, invite: invite.extend({ link: z.string().optional() }).optional() })),
});
export type InvitedList = z.infer<typeof invitedList>;

/** What an invitation says to whoever has its link. */
export const inviteOffer = z.object({
  org: z.string(),
  invitee: z.string(),
  inviter_username: z.string(),
  role: memberRole,
  team: z.string(),
  expires_at: z.string(),
  /** `sign-in`: the invitee has an account here and accepts signed in; `either`: that, or with a new account. */
  accept_by: z.enum(['sign-in', 'either']),
});
export type InviteOffer = z.infer<typeof inviteOffer>;

/** The secret at the end of the link, or the whole link. */
export const inviteToken = z.string().min(1, 'is empty: send the secret at the end of the link').max(1000);

export const acceptInviteRequest = z.strictObject({ token: inviteToken });

/** A new account; `username` may be left out where the invitation names it. With `password` null the person signs in elsewhere: with a Docker ID, or single sign-on. */
export const acceptInviteAsNewRequest = z.strictObject({
  token: inviteToken,
  username: accountName.optional(),
  password: newPassword.nullable(),
  full_name: plainText(200).default(''),
});
export type AcceptInviteAsNewRequest = z.input<typeof acceptInviteAsNewRequest>;

export const acceptedInvite = z.object({ org: z.string(), username: z.string(), role: memberRole });
export type AcceptedInvite = z.infer<typeof acceptedInvite>;
