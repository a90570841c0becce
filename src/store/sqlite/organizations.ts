// OrganizationStore: a further organization with its first settings and its owner, all or nothing.
import type { OrganizationStore } from '../../admin/organizations/organizations.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { insertMembership } from './insert-membership.ts';
import { insertOrganization } from './insert-organization.ts';
import { isNameTaken } from './names.ts';
import { integer } from './row.ts';

export function createOrganizationStore(database: Database): OrganizationStore {
  const isTaken = isNameTaken(database);
  const foreign = database.prepare("SELECT 1 FROM organizations WHERE name NOT IN (SELECT organization FROM memberships WHERE user_id = ? AND role = 'owner')");
  const insert = insertOrganization(database);
  const join = insertMembership(database);
  const append = appendAct(database);
  const madeAt = database.prepare('SELECT created_at_ms FROM organizations WHERE name = ?');
  return {
    organizationMadeAt: (name) =>
      database.read(() => {
        const row = madeAt.get(name);
        return row === undefined ? undefined : integer(row, 'created_at_ms');
      }),
    createOrganization: ({ name, settings, founder, atMs }, act) =>
      database.write(() => {
        if (foreign.get(founder.id) !== undefined) return 'not-owner-of-all';
        if (isTaken(name)) return 'name-taken';
        insert({ name, settings, atMs, by: founder.name });
        join({ organization: name, userId: founder.id, role: 'owner', atMs });
        append(act);
        return 'created';
      }),
  };
}
