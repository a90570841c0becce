// InstallationStore: the first organization, its people and their token, all or nothing.
import type { InstallationStore, NewInstallation } from '../../admin/installation/installation.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { insertMember } from './insert-member.ts';
import { insertOrganization } from './insert-organization.ts';
import { insertPersonalToken } from './insert-personal-token.ts';
import { text } from './row.ts';

export function createInstallationStore(database: Database): InstallationStore {
  const names = database.prepare('SELECT name FROM organizations ORDER BY name');
  const insertFirst = insertOrganization(database);
  const insertPerson = insertMember(database);
  const insertToken = insertPersonalToken(database);
  const append = appendAct(database);
  return {
    organizationNames: () => database.read(() => names.all().map((row) => text(row, 'name'))),
    createInstallation: ({ organization, members, token }, acts) =>
      database.write(() => {
        if (names.get() !== undefined) return false;
        insertFirst({ ...organization, by: founder(members) });
        for (const member of members) {
          if (insertPerson(member) === 'name-taken') throw new Error(`the name ${member.name} is twice in the new installation: give each another`);
        }
        insertToken(token.token, token.hash);
        for (const act of acts) append(act);
        return true;
      }),
  };
}

function founder(members: NewInstallation['members']): string {
  return members.find(({ role }) => role === 'owner')?.name ?? 'pullgate';
}
