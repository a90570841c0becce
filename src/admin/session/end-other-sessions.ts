// DELETE /v2/sessions: all but the one that this is asked with, if it is one.
import type { Sessions } from '../../identity/session.ts';
import { currentSession } from '../current-session.ts';
import type { Operation } from '../operation.ts';

export function createEndOtherSessions({ sessions }: { readonly sessions: Pick<Sessions, 'endAll'> }): Operation<'endOtherSessions'> {
  return async ({ caller, act }) => {
    const keepId = currentSession(caller);
    await sessions.endAll({ userId: caller.id, keepId }, act({ action: 'user.session.end', organization: null, name: caller.name, before: { session: 'all', kept: keepId ?? null } }));
    return { body: undefined };
  };
}
