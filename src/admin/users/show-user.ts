// GET /v2/user
import type { AccountChanges } from '../accounts/accounts.port.ts';
import type { Operation } from '../operation.ts';
import { wireUser } from '../wire-user.ts';

export function createShowUser({ store }: { readonly store: Pick<AccountChanges, 'findProfile'> }): Operation<'showUser'> {
  return async ({ caller }) => ({ body: wireUser(caller, await store.findProfile(caller.id)) });
}
