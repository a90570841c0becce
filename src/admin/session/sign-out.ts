// POST /v2/sessions/end
import type { Sessions } from '../../identity/session.ts';
import { currentSession } from '../current-session.ts';
import type { Operation } from '../operation.ts';
import { clearedSessionCookie } from '../session-cookie.ts';

/** Asked with a bearer token of ten minutes it ends nothing, and the cookie goes all the same. */
export function createSignOut({ sessions }: { readonly sessions: Pick<Sessions, 'end'> }): Operation<'signOut'> {
  return async ({ caller, address, act }) => {
    const id = currentSession(caller);
    if (id !== undefined) await sessions.end({ userId: caller.id, id }, act({ action: 'user.session.end', organization: null, name: caller.name, before: { session: id } }));
    return { body: undefined, headers: { 'Set-Cookie': clearedSessionCookie({ isSecure: address.protocol === 'https:' }) } };
  };
}
