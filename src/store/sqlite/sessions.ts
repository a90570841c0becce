// SessionStore: the sessions of people.
import type { Session, SessionBounds, SessionStore } from '../../identity/session.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { integer, oneOf, text } from './row.ts';
import type { Row } from './row.ts';

const methods = ['password', 'single-sign-on'] as const satisfies readonly Session['method'][];

export function createSessionStore(database: Database): SessionStore {
  const append = appendAct(database);
  const removeOver = database.prepare('DELETE FROM sessions WHERE expires_at_ms <= ? OR last_seen_at_ms <= ?');
  const insert = database.prepare(
    'INSERT INTO sessions (id, user_id, secret_hash, method, created_at_ms, last_seen_at_ms, expires_at_ms, client_address, user_agent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const find = database.prepare('SELECT * FROM sessions WHERE secret_hash = ?');
  const touch = database.prepare('UPDATE sessions SET last_seen_at_ms = max(last_seen_at_ms, ?) WHERE id = ?');
  const living = 'FROM sessions WHERE user_id = ? AND expires_at_ms > ? AND last_seen_at_ms > ?';
  const count = database.prepare(`SELECT count(*) AS total ${living}`);
  const list = database.prepare(`SELECT * ${living} ORDER BY last_seen_at_ms DESC, id LIMIT ? OFFSET ?`);
  const end = database.prepare('DELETE FROM sessions WHERE user_id = ? AND id = ?');
  const endAll = endSessionsOf(database);

  return {
    createSession: ({ secretHash, ...session }, { nowMs, idleSinceMs }: SessionBounds, act) =>
      database.write(() => {
        removeOver.run(nowMs, idleSinceMs);
        const { id, userId, method, createdAtMs, lastSeenAtMs, expiresAtMs, clientAddress, userAgent } = session;
        insert.run(id, userId, secretHash, method, createdAtMs, lastSeenAtMs, expiresAtMs, clientAddress, userAgent);
        append(act);
      }),
    findSessionByHash: (secretHash) =>
      database.read(() => {
        const row = find.get(secretHash);
        return row === undefined ? undefined : session(row);
      }),
    touchSession: (id, seenAtMs) => database.write(() => void touch.run(seenAtMs, id)),
    listSessions: (userId, { limit, offset }, { nowMs, idleSinceMs }) =>
      database.read(() => ({
        total: integer(count.get(userId, nowMs, idleSinceMs) ?? {}, 'total'),
        sessions: list.all(userId, nowMs, idleSinceMs, limit, offset).map(session),
      })),
    endSession: ({ userId, id }, act) =>
      database.write(() => {
        const isEnded = end.run(userId, id).changes === 1;
        if (isEnded) append(act);
        return isEnded;
      }),
    endSessions: ({ userId, keepId }, act) =>
      database.write(() => {
        const ended = endAll(userId, keepId);
        if (ended > 0) append(act);
        return ended;
      }),
  };
}

/** For whatever ends a person's sessions along with something else: call it inside `database.write`. Resolves with how many there were. */
export function endSessionsOf(database: Database): (userId: string, keepId?: string) => number {
  const remove = database.prepare("DELETE FROM sessions WHERE user_id = ? AND id <> coalesce(?, '')");
  return (userId, keepId) => Number(remove.run(userId, keepId ?? null).changes);
}

function session(row: Row): Session {
  return {
    id: text(row, 'id'),
    userId: text(row, 'user_id'),
    method: oneOf(row, 'method', methods),
    createdAtMs: integer(row, 'created_at_ms'),
    lastSeenAtMs: integer(row, 'last_seen_at_ms'),
    expiresAtMs: integer(row, 'expires_at_ms'),
    clientAddress: text(row, 'client_address'),
    userAgent: text(row, 'user_agent'),
  };
}
