// Stores a new account and its membership, within a transaction of the caller's: by an owner, or by the first start.
import type { NewMember } from '../../admin/members/members.port.ts';
import type { Database } from './database.ts';

export function insertMember(database: Database): (member: NewMember) => 'created' | 'name-taken' {
  const taken = database.prepare('SELECT 1 FROM users WHERE name = ?');
  const insertUser = database.prepare(
    'INSERT INTO users (id, name, email, full_name, is_active, password_hash, credential_version, created_at_ms) VALUES (?, ?, ?, ?, 1, ?, 1, ?)',
  );
  const insertMembership = database.prepare('INSERT INTO memberships (organization, user_id, role, joined_at_ms) VALUES (?, ?, ?, ?)');
  return ({ id, organization, name, email, fullName, passwordHash, role, atMs }) => {
    if (taken.get(name) !== undefined) return 'name-taken';
    insertUser.run(id, name, email, fullName, passwordHash, atMs);
    insertMembership.run(organization, id, role, atMs);
    return 'created';
  };
}
