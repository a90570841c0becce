// POST /v2/invites/decline: whoever has the link says no, signed in or not; an expired one may be declined too.
import { findInvitationSecret, hashSecret } from '../../identity/secret.ts';
import type { Operation } from '../operation.ts';
import type { InviteStore } from './invites.port.ts';
import { offerGone } from './offered-invite.ts';

export function createDeclineInvite({ store }: { readonly store: Pick<InviteStore, 'findInviteBySecret' | 'removeInvite'> }): Operation<'declineInvite'> {
  return async ({ body, act }) => {
    const secret = findInvitationSecret(body.token);
    const invite = secret === undefined ? undefined : await store.findInviteBySecret(hashSecret(secret));
    if (invite === undefined) throw offerGone();
    const { id, organization, invitee, role, team } = invite;
    const declined = act({ action: 'org.member.invite.decline', organization, name: invitee, before: { invitee, role, team } });
    if ((await store.removeInvite({ id }, declined)) === 'missing') throw offerGone();
    return { body: undefined };
  };
}
