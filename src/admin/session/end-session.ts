// DELETE /v2/sessions/{id}
import type { Sessions } from '../../identity/session.ts';
import { currentSession } from '../current-session.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { clearedSessionCookie } from '../session-cookie.ts';

export function createEndSession({ sessions }: { readonly sessions: Pick<Sessions, 'end'> }): Operation<'endSession'> {
  return async ({ caller, params: { id }, address, act }) => {
    const isEnded = await sessions.end({ userId: caller.id, id }, act({ action: 'user.session.end', organization: null, name: caller.name, before: { session: id } }));
    if (!isEnded) throw notFound('session');
    if (id !== currentSession(caller)) return { body: undefined };
    return { body: undefined, headers: { 'Set-Cookie': clearedSessionCookie({ isSecure: address.protocol === 'https:' }) } };
  };
}
