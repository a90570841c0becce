// InstallationStore: the first organization, its people and their token, all or nothing.
import type { InstallationStore, NewInstallation } from '../../admin/installation/installation.port.ts';
import type { Database } from './database.ts';
import { insertMember } from './insert-member.ts';
import { insertPersonalToken } from './insert-personal-token.ts';
import { text } from './row.ts';
import { insertRevision } from './settings.ts';

export function createInstallationStore(database: Database): InstallationStore {
  const names = database.prepare('SELECT name FROM organizations ORDER BY name');
  const insertOrganization = database.prepare('INSERT INTO organizations (name, created_at_ms) VALUES (?, ?)');
  const insertSettings = insertRevision(database);
  const insertPerson = insertMember(database);
  const insertToken = insertPersonalToken(database);
  return {
    organizationNames: () => database.read(() => names.all().map((row) => text(row, 'name'))),
    createInstallation: ({ organization, members, token }) =>
      database.write(() => {
        if (names.get() !== undefined) return false;
        insertOrganization.run(organization.name, organization.atMs);
        insertSettings({ organization: organization.name, revision: 1, settings: organization.settings, atMs: organization.atMs, by: founder(members), summary: 'first settings' });
        for (const member of members) {
          if (insertPerson(member) === 'name-taken') throw new Error(`two members of the new installation have the name ${member.name}: give each another`);
        }
        insertToken(token.token, token.hash);
        return true;
      }),
  };
}

function founder(members: NewInstallation['members']): string {
  return members.find(({ role }) => role === 'owner')?.name ?? 'pullgate';
}
