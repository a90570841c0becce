// PersonalTokenStore: a person's tokens, as the person manages them.
import { tokenScopes } from '../../core/policy/access-request.ts';
import type { PersonalToken, PersonalTokenStore } from '../../admin/tokens/tokens.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { insertPersonalToken } from './insert-personal-token.ts';
import { flag, integer, integerOrNull, listOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';
import type { TokenTouches } from './token-touches.ts';

export function createPersonalTokenStore(database: Database, touches: TokenTouches): PersonalTokenStore {
  const insert = insertPersonalToken(database);
  const count = database.prepare('SELECT count(*) AS total, count(*) FILTER (WHERE is_active) AS active FROM personal_tokens WHERE user_id = ? AND revoked_at_ms IS NULL');
  const list = database.prepare('SELECT * FROM personal_tokens WHERE user_id = ? AND revoked_at_ms IS NULL ORDER BY created_at_ms DESC, id DESC LIMIT ? OFFSET ?');
  const find = database.prepare('SELECT * FROM personal_tokens WHERE user_id = ? AND id = ? AND revoked_at_ms IS NULL');
  const setLabel = database.prepare('UPDATE personal_tokens SET label = ? WHERE id = ?');
  const setActive = database.prepare('UPDATE personal_tokens SET is_active = ? WHERE id = ?');
  const revoke = database.prepare('UPDATE personal_tokens SET revoked_at_ms = ? WHERE user_id = ? AND id = ? AND revoked_at_ms IS NULL');
  const append = appendAct(database);

  const token = (row: Row): PersonalToken => personalToken(row, touches);
  const findNow = (userId: string, id: string): PersonalToken | undefined => {
    const row = find.get(userId, id);
    return row === undefined ? undefined : token(row);
  };
  return {
    createPersonalToken: (created, hash, act) =>
      database.write(() => {
        insert(created, hash);
        append(act);
      }),
    listPersonalTokens: (userId, { limit, offset }) =>
      database.read(() => {
        const totals = count.get(userId) ?? {};
        return { total: integer(totals, 'total'), activeCount: integer(totals, 'active'), tokens: list.all(userId, limit, offset).map(token) };
      }),
    findPersonalToken: (userId, id) => database.read(() => findNow(userId, id)),
    updatePersonalToken: (userId, id, change, act) =>
      database.write(() => {
        if (findNow(userId, id) === undefined) return undefined;
        if (change.label !== undefined) setLabel.run(change.label, id);
        if (change.isActive !== undefined) setActive.run(change.isActive ? 1 : 0, id);
        append(act);
        return findNow(userId, id);
      }),
    revokePersonalToken: (userId, id, atMs, act) =>
      database.write(() => {
        const isRevoked = revoke.run(atMs, userId, id).changes === 1;
        if (isRevoked) append(act);
        return isRevoked;
      }),
  };
}

function personalToken(row: Row, touches: TokenTouches): PersonalToken {
  const id = text(row, 'id');
  return {
    id,
    userId: text(row, 'user_id'),
    label: text(row, 'label'),
    scopes: listOf(row, 'scopes', tokenScopes),
    createdAtMs: integer(row, 'created_at_ms'),
    expiresAt: textOrNull(row, 'expires_at'),
    isActive: flag(row, 'is_active'),
    lastUsedAtMs: touches.latest(id, integerOrNull(row, 'last_used_at_ms')),
    creatorAddress: text(row, 'creator_address'),
    creatorUserAgent: text(row, 'creator_user_agent'),
  };
}
