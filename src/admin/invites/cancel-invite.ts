// DELETE /v2/invites/{id}: its link is dead at once.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { mustSpareOwners, ownersInviteSpared } from '../spare-owners.ts';
import type { InviteStore } from './invites.port.ts';
import { findManagedInvite } from './managed-invite.ts';

export function createCancelInvite({ store }: { readonly store: Pick<InviteStore, 'findInvite' | 'removeInvite'> }): Operation<'cancelInvite'> {
  return async ({ caller, params, act }) => {
    const { id, organization, invitee, role, team } = await findManagedInvite(store, caller, params.id);
    const cancelled = act({ action: 'org.member.invite.cancel', organization, name: invitee, before: { invitee, role, team } });
    const result = await store.removeInvite({ id, sparesOwners: mustSpareOwners(caller) }, cancelled);
    if (result === 'missing') throw notFound('invitation');
    if (result === 'owner') throw ownersInviteSpared(invitee);
    return { body: undefined };
  };
}
