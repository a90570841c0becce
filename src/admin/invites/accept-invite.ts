// POST /v2/invites/accept: whoever is signed in joins. An invitation of a name is for that account alone.
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import type { InviteStore } from './invites.port.ts';
import { type FindOfferOptions, findOffer, offerGone } from './offered-invite.ts';

export interface AcceptInviteOptions extends FindOfferOptions {
  readonly store: Pick<InviteStore, 'findInviteBySecret' | 'acceptInvite'> & Pick<MemberStore, 'findMember'>;
}

export function createAcceptInvite({ store, now }: AcceptInviteOptions): Operation<'acceptInvite'> {
  return async ({ caller, body, act }) => {
    const { invite, secretHash } = await findOffer({ store, now }, body.token);
    const { organization, invitee, role, team } = invite;
    if (!invitee.includes('@') && invitee.toLowerCase() !== caller.name.toLowerCase()) throw new ProblemError(403, `the invitation is for \`${invitee}\`: sign in as that person`);
    const after = { invitee, role, team, invited_by: invite.inviter };
    const acts = [
      act({ action: 'org.member.invite.accept', organization, name: caller.name, after }),
      ...((await store.findMember(organization, caller.name)) === undefined ? [act({ action: 'org.member.add', organization, name: caller.name, after: { role } })] : []),
    ];
    if ((await store.acceptInvite({ inviteId: invite.id, secretHash, userId: caller.id, atMs: now() }, acts)) === 'missing') throw offerGone();
    const member = await store.findMember(organization, caller.name);
    return { body: { org: organization, username: caller.name, role: member?.role ?? role } };
  };
}
