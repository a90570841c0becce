// Open invitations into an organization: accepted, declined and cancelled ones are gone, and the log tells of them.
import type { Act } from '../../audit/activity.port.ts';
import type { Role } from '../../core/policy/facts.ts';
import type { SparingOwners } from '../members/members.port.ts';

/** `none`: the link is handed over by the owner; `failed`: given up. */
export type InviteMail = 'none' | 'queued' | 'sent' | 'failed';

export interface Invite {
  readonly id: string;
  readonly organization: string;
  /** An e-mail address or a user name, as the owner wrote it. */
  readonly invitee: string;
  readonly role: Role;
  /** The name of the team that the invitee joins as well. */
  readonly team: string | null;
  readonly inviter: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly mail: InviteMail;
  /** What went wrong with the mail, for the owner; empty while nothing did. */
  readonly mailProblem: string;
}

/** The link's secret: kept as a hash, and sealed beside it only while a mail waits. */
export interface InviteSecret {
  readonly secret: string;
  readonly secretHash: string;
  readonly expiresAtMs: number;
  readonly isMailed: boolean;
  readonly atMs: number;
}

export interface NewInvite extends InviteSecret {
  readonly id: string;
  readonly organization: string;
  readonly invitee: string;
  readonly role: Role;
  readonly team: string | null;
  /** The name of a person, or of an organization whose token did it. */
  readonly inviter: string;
}

/** Whoever has the link, and joins. */
export interface Joining {
  readonly inviteId: string;
  /** The invitation must have this secret still: one that was sent again has another. */
  readonly secretHash: string;
  readonly userId: string;
  readonly atMs: number;
}

export interface NewAccount {
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string;
  readonly passwordHash: string | null;
}

/** A mail that is to be sent now. */
export interface DueInviteMail {
  readonly invite: Invite;
  readonly secret: string;
  readonly secretHash: string;
  /** Attempts so far. */
  readonly attempts: number;
}

export type MailOutcome =
  | { readonly mail: 'sent' }
  | { readonly mail: 'failed'; readonly problem: string }
  | { readonly mail: 'queued'; readonly problem: string; readonly dueAtMs: number };

/** `sparesOwners`: an invitation that is for an owner, or would be, stays as it is, and with it all of the request. */
export interface SavingInvites extends SparingOwners {
  /** So many open ones an organization may have. */
  readonly openMax: number;
}

/** Invitees are compared without case. `owner`: it is for one, and is spared. */
export interface InviteStore {
  /**
   * All or none, in the given order. An invitee with an open invitation keeps its id, and gets everything else anew.
   * `no-team`: one of them names a team that is not there; `too-many`: the organization would have more than `openMax`.
   */
  saveInvites(
    invites: readonly { readonly invite: NewInvite; readonly act: Act }[],
    saving: SavingInvites,
  ): Promise<{ readonly result: 'saved'; readonly invites: readonly Invite[] } | { readonly result: 'no-team' | 'too-many' } | { readonly result: 'owner'; readonly invitee: string }>;
  /** Oldest first. */
  listInvites(organization: string): Promise<readonly Invite[]>;
  findInvite(id: string): Promise<Invite | undefined>;
  findInviteBySecret(secretHash: string): Promise<Invite | undefined>;
  /** The earlier link no longer works. */
  renewInvite(renewed: InviteSecret & SparingOwners & { readonly id: string }, act: Act): Promise<'renewed' | 'missing' | 'owner'>;
  removeInvite(removed: SparingOwners & { readonly id: string }, act: Act): Promise<'removed' | 'missing' | 'owner'>;

  /** An account that is there joins; a member keeps the role it has. */
  acceptInvite(joining: Joining, acts: readonly Act[]): Promise<'accepted' | 'missing'>;
  /** A new account (`userId` is its id) joins. */
  acceptInviteAsNew(joining: Joining & { readonly account: NewAccount }, acts: readonly Act[]): Promise<'accepted' | 'missing' | 'name-taken'>;

  /** Mails that are due, the longest waiting first. */
  dueInviteMails(nowMs: number, limit: number): Promise<readonly DueInviteMail[]>;
  /** What became of the mail with this secret; nothing where the invitation is gone or has another by now. */
  settleInviteMail(mail: Pick<DueInviteMail, 'secretHash'>, outcome: MailOutcome): Promise<void>;
}
