// The invitation behind a link, for whoever has it.
import { findInvitationSecret, hashSecret } from '../../identity/secret.ts';
import { ProblemError } from '../problem.ts';
import type { Invite, InviteStore } from './invites.port.ts';

export interface Offer {
  readonly invite: Invite;
  readonly secretHash: string;
}

export interface FindOfferOptions {
  readonly store: Pick<InviteStore, 'findInviteBySecret'>;
  readonly now: () => number;
}

/**
 * @param text the secret, or a text that holds it, such as the whole link
 * @throws ProblemError 404 for a link that is used, replaced, cancelled or wrong, 409 for an expired one
 */
export async function findOffer({ store, now }: FindOfferOptions, text: string): Promise<Offer> {
  const secret = findInvitationSecret(text);
  const secretHash = secret === undefined ? '' : hashSecret(secret);
  const invite = secret === undefined ? undefined : await store.findInviteBySecret(secretHash);
  if (invite === undefined) throw offerGone();
  if (invite.expiresAtMs <= now()) {
    throw new ProblemError(409, `the invitation into ${invite.organization} expired at ${new Date(invite.expiresAtMs).toISOString()}: ask \`${invite.inviter}\` to send it again`);
  }
  return { invite, secretHash };
}

export function offerGone(): ProblemError {
  return new ProblemError(404, 'invitation not found: its link is mistyped, or was used, cancelled or replaced by a newer one; ask whoever invited you for another');
}
