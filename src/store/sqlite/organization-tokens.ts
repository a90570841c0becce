// OrganizationTokenStore: an organization's tokens, as its owners manage them.
import type { OrganizationToken, OrganizationTokenStore } from '../../admin/tokens/tokens.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { flag, integer, integerOrNull, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';
import { expiryMs } from './token-expiry.ts';
import { tokenResources } from './token-resources.ts';
import type { TokenTouches } from './token-touches.ts';

export function createOrganizationTokenStore(database: Database, touches: TokenTouches): OrganizationTokenStore {
  const insert = database.prepare(
    `INSERT INTO organization_tokens (id, organization, hash, label, description, resources, is_active, created_by, created_at_ms, expires_at, expires_at_ms, last_used_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const count = database.prepare('SELECT count(*) AS total FROM organization_tokens WHERE organization = ? AND revoked_at_ms IS NULL');
  const list = database.prepare('SELECT * FROM organization_tokens WHERE organization = ? AND revoked_at_ms IS NULL ORDER BY created_at_ms DESC, id DESC LIMIT ? OFFSET ?');
  const find = database.prepare('SELECT * FROM organization_tokens WHERE organization = ? AND id = ? AND revoked_at_ms IS NULL');
  const setLabel = database.prepare('UPDATE organization_tokens SET label = ? WHERE id = ?');
  const setDescription = database.prepare('UPDATE organization_tokens SET description = ? WHERE id = ?');
  const setResources = database.prepare('UPDATE organization_tokens SET resources = ? WHERE id = ?');
  const setActive = database.prepare('UPDATE organization_tokens SET is_active = ? WHERE id = ?');
  const revoke = database.prepare('UPDATE organization_tokens SET revoked_at_ms = ? WHERE organization = ? AND id = ? AND revoked_at_ms IS NULL');
  const append = appendAct(database);

  const token = (row: Row): OrganizationToken => organizationToken(row, touches);
  const findNow = (organization: string, id: string): OrganizationToken | undefined => {
    const row = find.get(organization, id);
    return row === undefined ? undefined : token(row);
  };
  return {
    createOrganizationToken: (created, hash, act) =>
      database.write(() => {
        insert.run(...insertValues(created, hash));
        append(act);
      }),
    listOrganizationTokens: (organization, { limit, offset }) =>
      database.read(() => ({ total: integer(count.get(organization) ?? {}, 'total'), tokens: list.all(organization, limit, offset).map(token) })),
    findOrganizationToken: (organization, id) => database.read(() => findNow(organization, id)),
    updateOrganizationToken: (organization, id, change, act) =>
      database.write(() => {
        if (findNow(organization, id) === undefined) return undefined;
        if (change.label !== undefined) setLabel.run(change.label, id);
        if (change.description !== undefined) setDescription.run(change.description, id);
        if (change.resources !== undefined) setResources.run(JSON.stringify(change.resources), id);
        if (change.isActive !== undefined) setActive.run(change.isActive ? 1 : 0, id);
        append(act);
        return findNow(organization, id);
      }),
    revokeOrganizationToken: (organization, id, atMs, act) =>
      database.write(() => {
        const isRevoked = revoke.run(atMs, organization, id).changes === 1;
        if (isRevoked) append(act);
        return isRevoked;
      }),
  };
}

function insertValues(token: OrganizationToken, hash: string): (string | number | null)[] {
  return [
    token.id,
    token.organization,
    hash,
    token.label,
    token.description,
    JSON.stringify(token.resources),
    token.isActive ? 1 : 0,
    token.createdBy,
    token.createdAtMs,
    token.expiresAt,
    expiryMs(token.expiresAt),
    token.lastUsedAtMs,
  ];
}

function organizationToken(row: Row, touches: TokenTouches): OrganizationToken {
  const id = text(row, 'id');
  return {
    id,
    organization: text(row, 'organization'),
    label: text(row, 'label'),
    description: text(row, 'description'),
    createdBy: text(row, 'created_by'),
    createdAtMs: integer(row, 'created_at_ms'),
    expiresAt: textOrNull(row, 'expires_at'),
    isActive: flag(row, 'is_active'),
    lastUsedAtMs: touches.latest(id, integerOrNull(row, 'last_used_at_ms')),
    resources: tokenResources(row),
  };
}
