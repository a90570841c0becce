// Stores a new organization and its first settings, within a transaction of the caller's: the first start, or an owner of all.
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import type { Database } from './database.ts';
import { insertRevision } from './settings.ts';

export interface OrganizationToInsert {
  readonly name: string;
  readonly settings: OrganizationSettings;
  readonly atMs: number;
  /** User name of who makes it. */
  readonly by: string;
}

export function insertOrganization(database: Database): (organization: OrganizationToInsert) => void {
  const insert = database.prepare('INSERT INTO organizations (name, created_at_ms) VALUES (?, ?)');
  const insertSettings = insertRevision(database);
  return ({ name, settings, atMs, by }) => {
    insert.run(name, atMs);
    insertSettings({ organization: name, revision: 1, settings, atMs, by, summary: 'first settings' });
  };
}
