// GET /v2/orgs/{org}/invites: open ones, expired ones among them, in one list as Docker Hub has it.
import type { Operation } from '../operation.ts';
import type { InviteStore } from './invites.port.ts';
import { wireInvite } from './wire-invite.ts';

export function createListInvites({ store }: { readonly store: Pick<InviteStore, 'listInvites'> }): Operation<'listInvites'> {
  return async ({ membership }) => ({ body: { data: (await store.listInvites(membership.organization)).map(wireInvite) } });
}
