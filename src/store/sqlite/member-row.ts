// A member as the rows of memberships and users have it.
import type { Member } from '../../admin/members/members.port.ts';
import { roles } from './roles.ts';
import { flag, integer, oneOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

/** Joined: `SELECT ${memberColumns} FROM memberships JOIN users ON users.id = memberships.user_id`. */
export const memberColumns = 'users.id, users.name, email, full_name, role, is_active, joined_at_ms';

export function memberOf(row: Row): Member {
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    email: textOrNull(row, 'email'),
    fullName: text(row, 'full_name'),
    role: oneOf(row, 'role', roles),
    isActive: flag(row, 'is_active'),
    joinedAtMs: integer(row, 'joined_at_ms'),
  };
}
