// POST /v2/invites/register: whoever has the link makes an account with it, and is a member.
import { randomUUID } from 'node:crypto';
import type { AcceptInviteAsNewRequest } from '../../contract/invites.ts';
import { hashPassword } from '../../identity/password.ts';
import type { Call, Operation } from '../operation.ts';
import { ProblemError, invalidRequest } from '../problem.ts';
import type { Invite, InviteStore } from './invites.port.ts';
import { type FindOfferOptions, findOffer, offerGone } from './offered-invite.ts';

export interface AcceptAsNewOptions extends FindOfferOptions {
  readonly store: Pick<InviteStore, 'findInviteBySecret' | 'acceptInviteAsNew'>;
}

export function createAcceptInviteAsNew({ store, now }: AcceptAsNewOptions): Operation<'acceptInviteAsNew'> {
  return async ({ body, act }) => {
    const { invite, secretHash } = await findOffer({ store, now }, body.token);
    const name = chooseName(invite, body.username);
    const { organization, invitee, role, team } = invite;
    const email = invitee.includes('@') ? invitee : null;
    const userId = randomUUID();
    const account = { name, email, fullName: body.full_name, passwordHash: body.password === null ? null : await hashPassword(body.password) };
    const byThatPerson = asPerson(act, { userId, name });
    const acts = [
      byThatPerson({ action: 'org.member.invite.accept', organization, name, after: { invitee, role, team, invited_by: invite.inviter } }),
      byThatPerson({ action: 'org.member.add', organization, name, after: { username: name, email, full_name: body.full_name, role } }),
    ];
    const accepted = await store.acceptInviteAsNew({ inviteId: invite.id, secretHash, userId, account, atMs: now() }, acts);
    if (accepted === 'missing') throw offerGone();
    if (accepted === 'name-taken') {
      throw new ProblemError(409, invitee.includes('@') ? `the name \`${name}\` is taken: choose another, or sign in as that person and accept` : `\`${name}\` has an account: sign in as that person and accept`);
    }
    return { body: { org: organization, username: name, role } };
  };
}

/** @throws ProblemError 400 where the invitation names somebody else, or nobody does */
function chooseName({ invitee }: Invite, username: AcceptInviteAsNewRequest['username']): string {
  if (invitee.includes('@')) {
    if (username === undefined) throw invalidRequest({ username: ['is missing: choose a user name'] });
    return username;
  }
  const name = invitee.toLowerCase();
  if (username !== undefined && username !== name) throw invalidRequest({ username: [`the invitation is for \`${name}\`: leave it out`] });
  return name;
}

/** Nobody is signed in, but the log names who came. */
function asPerson(act: Call<'acceptInviteAsNew'>['act'], { userId, name }: { readonly userId: string; readonly name: string }): Call<'acceptInviteAsNew'>['act'] {
  return (done) => {
    const made = act(done);
    return { ...made, actor: { ...made.actor, kind: 'user', id: userId, name } };
  };
}
