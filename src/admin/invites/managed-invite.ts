// The invitation in a path, for an owner of its organization: for all others it is not there.
import type { Caller } from '../caller.ts';
import { ProblemError, notFound } from '../problem.ts';
import { mustSpareOwners, ownersInviteSpared } from '../spare-owners.ts';
import type { Invite, InviteStore } from './invites.port.ts';

/** @throws ProblemError 404, or 403 for a member that is no owner, and for a token where the invitation is an owner's */
export async function findManagedInvite(store: Pick<InviteStore, 'findInvite'>, caller: Caller, id: string): Promise<Invite> {
  const invite = await store.findInvite(id);
  const membership = invite && caller.memberships.find(({ organization }) => organization === invite.organization);
  if (invite === undefined || membership === undefined) throw notFound('invitation');
  if (membership.role !== 'owner') throw new ProblemError(403, `only owners of ${invite.organization} may do this: ask one of them`);
  // Its new link would make whoever has it an owner. The write looks again: the role may change meanwhile.
  if (mustSpareOwners(caller) && invite.role === 'owner') throw ownersInviteSpared(invite.invitee);
  return invite;
}
