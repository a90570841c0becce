// What an invitation offers to whoever has its link.
import type { Answer } from '../../api/operation-types.ts';

export type Offer = Answer<'showInviteOffer'>;

/** An invitation of an e-mail address is for whoever has the link; one of a user name for that name alone. */
export function isForName({ invitee }: Offer): boolean {
  return !invitee.includes('@');
}
