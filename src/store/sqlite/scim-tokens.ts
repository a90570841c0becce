// ScimStore's tokens: what identity providers authenticate with.
import type { ScimStore, ScimToken } from '../../admin/scim/scim.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { integer, integerOrNull, text } from './row.ts';
import type { Row } from './row.ts';
import type { TokenTouches } from './token-touches.ts';

type ScimTokens = Pick<ScimStore, 'createScimToken' | 'listScimTokens' | 'findScimTokenByHash' | 'touchScimToken' | 'revokeScimToken'>;

/** An old one and the one that replaces it. */
const tokensMax = 2;

export function createScimTokens(database: Database, touches: TokenTouches): ScimTokens {
  const append = appendAct(database);
  const columns = 'SELECT id, organization, created_by, created_at_ms, last_used_at_ms FROM scim_tokens';
  const list = database.prepare(`${columns} WHERE organization = ? ORDER BY created_at_ms DESC, id`);
  const byHash = database.prepare(`${columns} WHERE hash = ?`);
  const insert = database.prepare('INSERT INTO scim_tokens (id, organization, hash, created_by, created_at_ms) VALUES (?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM scim_tokens WHERE organization = ? AND id = ?');
  const token = (row: Row): ScimToken => {
    const id = text(row, 'id');
    return {
      id,
      organization: text(row, 'organization'),
      createdBy: text(row, 'created_by'),
      createdAtMs: integer(row, 'created_at_ms'),
      lastUsedAtMs: touches.latest(id, integerOrNull(row, 'last_used_at_ms')),
    };
  };
  return {
    createScimToken: ({ id, organization, createdBy, createdAtMs }, hash, act) =>
      database.write(() => {
        if (list.all(organization).length >= tokensMax) return 'too-many';
        insert.run(id, organization, hash, createdBy, createdAtMs);
        append(act);
        return 'created';
      }),
    listScimTokens: (organization) => database.read(() => list.all(organization).map(token)),
    findScimTokenByHash: (hash) =>
      database.read(() => {
        const row = byHash.get(hash);
        return row === undefined ? undefined : token(row);
      }),
    touchScimToken: (id, usedAtMs) => {
      touches.touch(id, usedAtMs);
      return Promise.resolve();
    },
    revokeScimToken: ({ organization, id }, act) =>
      database.write(() => {
        const isRevoked = remove.run(organization, id).changes === 1;
        if (isRevoked) append(act);
        return isRevoked;
      }),
  };
}
