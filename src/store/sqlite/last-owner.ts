// Tells, within a transaction of the caller's, whether an organization would be left without an active owner.
import type { Database } from './database.ts';

/** Of one organization, or of any with null. */
export function isLastOwnerIn(database: Database): (userId: string, organization: string | null) => boolean {
  const ownedAlone = database.prepare(`SELECT 1 FROM memberships AS own JOIN users ON users.id = own.user_id
    WHERE own.user_id = ?1 AND own.role = 'owner' AND users.is_active AND (?2 IS NULL OR own.organization = ?2)
    AND NOT EXISTS (SELECT 1 FROM memberships AS other JOIN users ON users.id = other.user_id
      WHERE other.organization = own.organization AND other.user_id <> own.user_id AND other.role = 'owner' AND users.is_active)`);
  return (userId, organization) => ownedAlone.get(userId, organization) !== undefined;
}
