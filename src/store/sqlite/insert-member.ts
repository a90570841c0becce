// Stores a new account and its membership, within a transaction of the caller's: by an owner, or by the first start.
import type { NewMember } from '../../admin/members/members.port.ts';
import type { Database } from './database.ts';
import { insertMembership } from './insert-membership.ts';
import { isNameTaken } from './names.ts';

export function insertMember(database: Database): (member: NewMember) => 'created' | 'name-taken' {
  const isTaken = isNameTaken(database);
  const insertUser = database.prepare(
    'INSERT INTO users (id, name, email, full_name, is_active, password_hash, credential_version, created_at_ms) VALUES (?, ?, ?, ?, 1, ?, 1, ?)',
  );
  const join = insertMembership(database);
  return ({ id, organization, name, email, fullName, passwordHash, role, atMs }) => {
    if (isTaken(name)) return 'name-taken';
    insertUser.run(id, name, email, fullName, passwordHash, atMs);
    join({ organization, userId: id, role, atMs });
    return 'created';
  };
}
