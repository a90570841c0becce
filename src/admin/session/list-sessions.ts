// GET /v2/sessions
import type { Sessions } from '../../identity/session.ts';
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { wireTime } from '../wire-time.ts';
import { currentSession } from '../current-session.ts';

export function createListSessions({ sessions }: { readonly sessions: Pick<Sessions, 'list'> }): Operation<'listSessions'> {
  return async ({ caller, query, address }) => {
    const { total, sessions: listed } = await sessions.list(caller.id, pageBounds(query));
    const current = currentSession(caller);
    const results = listed.map(({ id, method, createdAtMs, lastSeenAtMs, expiresAtMs, clientAddress, userAgent }) => ({
      id,
      method,
      created_at: wireTime(createdAtMs),
      last_seen_at: wireTime(lastSeenAtMs),
      expires_at: wireTime(expiresAtMs),
      client_address: clientAddress,
      user_agent: userAgent,
      current: id === current,
    }));
    return { body: { count: total, ...pageLinks(address, total, query), results } };
  };
}
