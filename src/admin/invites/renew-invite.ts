// PATCH /v2/invites/{id}/resend and POST /v2/invites/{id}/link: a new link, mailed or shown; the earlier one is dead.
import type { Act } from '../../audit/activity.port.ts';
import type { Caller } from '../caller.ts';
import { inviteLink, mintInviteSecret } from '../invite-link.ts';
import type { Done, Operation } from '../operation.ts';
import { ProblemError, notFound } from '../problem.ts';
import { mustSpareOwners, ownersInviteSpared } from '../spare-owners.ts';
import type { Invite, InviteStore } from './invites.port.ts';
import { findManagedInvite } from './managed-invite.ts';
import { wireInvite } from './wire-invite.ts';

export interface RenewInviteOptions {
  readonly store: Pick<InviteStore, 'findInvite' | 'renewInvite'>;
  readonly hasMail: boolean;
  readonly now: () => number;
}

export function createResendInvite({ store, hasMail, now }: RenewInviteOptions): Operation<'resendInvite'> {
  return async ({ caller, params, act }) => {
    const invite = await findManagedInvite(store, caller, params.id);
    const byHand = 'make a new link at /v2/invites/{id}/link and hand it over';
    if (!hasMail) throw new ProblemError(409, `the server sends no mail: ${byHand}`);
    if (!invite.invitee.includes('@')) throw new ProblemError(409, `\`${invite.invitee}\` is no e-mail address: ${byHand}`);
    await renew({ store, caller, invite, act, isMailed: true, nowMs: now() });
    return { body: undefined };
  };
}

export function createRenewInviteLink({ store, now }: RenewInviteOptions): Operation<'renewInviteLink'> {
  return async ({ caller, params, act, address }) => {
    const invite = await findManagedInvite(store, caller, params.id);
    const { secret, expiresAtMs } = await renew({ store, caller, invite, act, isMailed: false, nowMs: now() });
    return { body: { ...wireInvite({ ...invite, expiresAtMs, mail: 'none', mailProblem: '' }), link: inviteLink(address, secret) } };
  };
}

interface Renewing extends Pick<RenewInviteOptions, 'store'> {
  readonly caller: Caller;
  readonly invite: Invite;
  readonly act: (done: Done) => Act;
  readonly isMailed: boolean;
  readonly nowMs: number;
}

async function renew({ store, caller, invite: { id, organization, invitee, role, team }, act, isMailed, nowMs }: Renewing): Promise<{ readonly secret: string; readonly expiresAtMs: number }> {
  const made = mintInviteSecret({ isMailed, nowMs });
  const sent = act({ action: 'org.member.invite.resend', organization, name: invitee, after: { invitee, role, team } });
  // Its new link would make whoever has it an owner.
  const result = await store.renewInvite({ id, ...made, sparesOwners: mustSpareOwners(caller) }, sent);
  if (result === 'missing') throw notFound('invitation');
  if (result === 'owner') throw ownersInviteSpared(invitee);
  return made;
}
