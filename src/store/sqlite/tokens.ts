// TokenStore: tokens by the hash of their secret, as sign-in looks them up.
import { tokenScopes } from '../../core/policy/access-request.ts';
import type { StoredToken, TokenStore } from '../../identity/token.port.ts';
import type { Database } from './database.ts';
import { flag, integerOrNull, listOf, text } from './row.ts';
import type { Row } from './row.ts';
import type { TokenTouches } from './token-touches.ts';

export function createTokenStore(database: Database, touches: TokenTouches): TokenStore {
  const personal = database.prepare('SELECT id, label, is_active, expires_at_ms, revoked_at_ms, user_id, scopes FROM personal_tokens WHERE hash = ?');
  const organization = database.prepare('SELECT id, label, is_active, expires_at_ms, revoked_at_ms, organization FROM organization_tokens WHERE hash = ?');
  return {
    findTokenByHash: (hash) => database.read(() => personalToken(personal.get(hash)) ?? organizationToken(organization.get(hash))),
    touchToken: (id, usedAtMs) => {
      touches.touch(id, usedAtMs);
      return Promise.resolve();
    },
  };
}

function personalToken(row: Row | undefined): StoredToken | undefined {
  if (row === undefined) return undefined;
  return { kind: 'personal', ...fields(row), userId: text(row, 'user_id'), scopes: listOf(row, 'scopes', tokenScopes) };
}

function organizationToken(row: Row | undefined): StoredToken | undefined {
  if (row === undefined) return undefined;
  return { kind: 'organization', ...fields(row), organization: text(row, 'organization') };
}

function fields(row: Row): Pick<StoredToken, 'id' | 'label' | 'isActive' | 'expiresAtMs' | 'revokedAtMs'> {
  return {
    id: text(row, 'id'),
    label: text(row, 'label'),
    isActive: flag(row, 'is_active'),
    expiresAtMs: integerOrNull(row, 'expires_at_ms'),
    revokedAtMs: integerOrNull(row, 'revoked_at_ms'),
  };
}
