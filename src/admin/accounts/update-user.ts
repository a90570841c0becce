// PATCH /v2/user
import type { Json } from '../../audit/activity.port.ts';
import type { Operation } from '../operation.ts';
import { wireUser } from '../wire-user.ts';
import type { AccountChanges, Profile } from './accounts.port.ts';

export function createUpdateUser({ store }: { readonly store: Pick<AccountChanges, 'findProfile' | 'changeProfile'> }): Operation<'updateUser'> {
  return async ({ caller, body: { full_name: fullName, email }, act }) => {
    const before = await store.findProfile(caller.id);
    const after = before && { ...before, ...(fullName === undefined ? {} : { fullName }), ...(email === undefined ? {} : { email }) };
    const isChanged = before?.fullName !== after?.fullName || before?.email !== after?.email;
    if (isChanged) {
      await store.changeProfile({ userId: caller.id, fullName, email }, act({ action: 'user.profile.update', organization: null, name: caller.name, before: wireProfile(before), after: wireProfile(after) }));
    }
    return { body: wireUser(caller, after) };
  };
}

function wireProfile(profile: Profile | undefined): Json {
  return profile === undefined ? null : { full_name: profile.fullName, email: profile.email };
}
