// Stores a membership, within a transaction of the caller's.
import type { NewMembership } from '../../admin/members/members.port.ts';
import type { Database } from './database.ts';

export function insertMembership(database: Database): (membership: NewMembership) => void {
  const insert = database.prepare('INSERT INTO memberships (organization, user_id, role, joined_at_ms) VALUES (?, ?, ?, ?)');
  return ({ organization, userId, role, atMs }) => {
    insert.run(organization, userId, role, atMs);
  };
}
