// MemberStore: people and their place in an organization.
import type { MemberStore } from '../../admin/members/members.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { insertMember } from './insert-member.ts';
import { insertMembership } from './insert-membership.ts';
import { createMemberChanges } from './member-changes.ts';
import { memberColumns, memberOf } from './member-row.ts';
import { createPeopleList } from './people.ts';
import { roles } from './roles.ts';
import { integer, oneOf, text } from './row.ts';

export function createMemberStore(database: Database): MemberStore {
  const columns = `SELECT ${memberColumns}
    FROM memberships JOIN users ON users.id = memberships.user_id WHERE organization = ?`;
  const list = database.prepare(`${columns} ORDER BY users.name LIMIT ? OFFSET ?`);
  const find = database.prepare(`${columns} AND users.name = ?`);
  const count = database.prepare('SELECT count(*) AS total FROM memberships WHERE organization = ?');
  const ofAccount = database.prepare('SELECT organization FROM memberships WHERE user_id = ? UNION SELECT organization FROM scim_users WHERE user_id = ? ORDER BY organization');
  const memberships = database.prepare('SELECT organization, role FROM memberships WHERE user_id = ? ORDER BY organization');
  const isMember = database.prepare('SELECT 1 FROM memberships WHERE organization = ? AND user_id = ?');
  const insert = insertMember(database);
  const join = insertMembership(database);
  const append = appendAct(database);
  return {
    ...createMemberChanges(database),
    ...createPeopleList(database),
    listMembers: (organization, { limit, offset }) =>
      database.read(() => ({ total: integer(count.get(organization) ?? {}, 'total'), members: list.all(organization, limit, offset).map(memberOf) })),
    findMember: (organization, name) =>
      database.read(() => {
        const row = find.get(organization, name);
        return row === undefined ? undefined : memberOf(row);
      }),
    createMember: (created, act) =>
      database.write(() => {
        const result = insert(created);
        if (result === 'created') append(act);
        return result;
      }),
    addMembership: (added, act) =>
      database.write(() => {
        if (isMember.get(added.organization, added.userId) !== undefined) return 'already-member';
        join(added);
        append(act);
        return 'added';
      }),
    organizationsOfAccount: (userId) => database.read(() => ofAccount.all(userId, userId).map((row) => text(row, 'organization'))),
    membershipsOf: (userId) =>
      database.read(() => memberships.all(userId).map((row) => ({ organization: text(row, 'organization'), role: oneOf(row, 'role', roles) }))),
  };
}
