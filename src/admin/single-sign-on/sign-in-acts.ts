// What is logged of a sign-in with an identity provider: by the person, whom no token and no session proves yet.
import type { Act } from '../../audit/activity.port.ts';
import type { Account } from '../../identity/account.port.ts';
import type { Done } from '../operation.ts';

/** Makes the act of somebody who is signing in to the organization. */
export type SignInActs = (person: Pick<Account, 'id' | 'name'>, done: Done) => Act;

/** `act`: the call's, whose caller is nobody. */
export function createSignInActs(act: (done: Done) => Act, organization: string): SignInActs {
  return ({ id, name }, done) => act({ organization, by: { id, name, credential: { kind: 'none', id: null } }, ...done });
}
