// GET /v2/invites/token/{token}: what the link offers, before anybody signs in.
import type { AccountStore } from '../../identity/account.port.ts';
import type { Operation } from '../operation.ts';
import { wireTime } from '../wire-time.ts';
import { type FindOfferOptions, findOffer } from './offered-invite.ts';

export interface ShowOfferOptions extends FindOfferOptions {
  readonly store: FindOfferOptions['store'] & Pick<AccountStore, 'findAccountByName'>;
}

export function createShowInviteOffer({ store, now }: ShowOfferOptions): Operation<'showInviteOffer'> {
  return async ({ params: { token } }) => {
    const { invite } = await findOffer({ store, now }, token);
    const { organization, invitee, inviter, role, team, expiresAtMs } = invite;
    const hasAccount = !invitee.includes('@') && (await store.findAccountByName(invitee)) !== undefined;
    return { body: { org: organization, invitee, inviter_username: inviter, role, team: team ?? '', expires_at: wireTime(expiresAtMs), accept_by: hasAccount ? 'sign-in' : 'either' } };
  };
}
