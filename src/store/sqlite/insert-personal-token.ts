// Stores a new personal token, within a transaction of the caller's: tokens are made by their owners and by the first start.
import type { PersonalToken } from '../../admin/tokens/tokens.port.ts';
import type { Database } from './database.ts';
import { expiryMs } from './token-expiry.ts';

export function insertPersonalToken(database: Database): (token: PersonalToken, hash: string) => void {
  const insert = database.prepare(
    `INSERT INTO personal_tokens (id, user_id, hash, label, scopes, is_active, created_at_ms, expires_at, expires_at_ms, last_used_at_ms, creator_address, creator_user_agent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (token, hash) => {
    insert.run(
      token.id,
      token.userId,
      hash,
      token.label,
      JSON.stringify(token.scopes),
      token.isActive ? 1 : 0,
      token.createdAtMs,
      token.expiresAt,
      expiryMs(token.expiresAt),
      token.lastUsedAtMs,
      token.creatorAddress,
      token.creatorUserAgent,
    );
  };
}
