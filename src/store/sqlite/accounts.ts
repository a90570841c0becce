// AccountStore: the accounts of people, as sign-in reads them.
import type { Account, AccountStore } from '../../identity/account.port.ts';
import type { Database } from './database.ts';
import { flag, integer, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

export function createAccountStore(database: Database): AccountStore {
  const columns = `SELECT id, name, email, is_active, password_hash, credential_version,
    EXISTS (SELECT 1 FROM second_factors WHERE user_id = users.id AND confirmed_at_ms IS NOT NULL) AS has_second_factor FROM users`;
  const byName = database.prepare(`${columns} WHERE name = ?`);
  const byId = database.prepare(`${columns} WHERE id = ?`);
  return {
    findAccountByName: (name) => database.read(() => account(byName.get(name))),
    findAccountById: (id) => database.read(() => account(byId.get(id))),
  };
}

function account(row: Row | undefined): Account | undefined {
  if (row === undefined) return undefined;
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    email: textOrNull(row, 'email'),
    isActive: flag(row, 'is_active'),
    passwordHash: textOrNull(row, 'password_hash'),
    credentialVersion: integer(row, 'credential_version'),
    hasSecondFactor: flag(row, 'has_second_factor'),
  };
}
