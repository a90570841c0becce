// People and organizations share one space of names, compared without case.
import type { Database } from './database.ts';

/** Whether a person or an organization has the name; asked within the transaction that is to give it away. */
export function isNameTaken(database: Database): (name: string) => boolean {
  const find = database.prepare('SELECT 1 FROM users WHERE name = ?1 UNION ALL SELECT 1 FROM organizations WHERE name = ?1 COLLATE NOCASE');
  return (name) => find.get(name) !== undefined;
}
