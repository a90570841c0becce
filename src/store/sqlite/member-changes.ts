// MemberStore's changes: roles, removal, and accounts that are switched off, never leaving an organization without an owner.
import type { MemberStore } from '../../admin/members/members.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { isLastOwnerIn } from './last-owner.ts';
import { flag, text } from './row.ts';
import { endSessionsOf } from './sessions.ts';

type MemberChanges = Pick<MemberStore, 'setRole' | 'removeMember' | 'setAccountActive'>;

export function createMemberChanges(database: Database): MemberChanges {
  const append = appendAct(database);
  const role = database.prepare('SELECT role FROM memberships WHERE organization = ? AND user_id = ?');
  const account = database.prepare('SELECT is_active FROM users WHERE id = ?');
  const setRole = database.prepare('UPDATE memberships SET role = ? WHERE organization = ? AND user_id = ?');
  const remove = database.prepare('DELETE FROM memberships WHERE organization = ? AND user_id = ?');
  const setActive = database.prepare('UPDATE users SET is_active = ? WHERE id = ?');
  const isMember = database.prepare('SELECT 1 FROM memberships WHERE user_id = ?');
  const endSessions = endSessionsOf(database);
  const isLastOwner = isLastOwnerIn(database);
  return {
    setRole: (change, act) =>
      database.write(() => {
        const found = role.get(change.organization, change.userId);
        if (found === undefined) return 'missing';
        if (change.sparesOwners === true && text(found, 'role') === 'owner') return 'owner';
        if (text(found, 'role') === change.role) return 'changed'; // already: nothing happened that would have to be told
        if (isLastOwner(change.userId, change.organization)) return 'last-owner';
        setRole.run(change.role, change.organization, change.userId);
        append(act);
        return 'changed';
      }),
    removeMember: ({ organization, userId, sparesOwners = false }, act) =>
      database.write(() => {
        const found = role.get(organization, userId);
        if (found === undefined) return 'missing';
        if (sparesOwners && text(found, 'role') === 'owner') return 'owner';
        if (isLastOwner(userId, organization)) return 'last-owner';
        remove.run(organization, userId);
        if (isMember.get(userId) === undefined) endSessions(userId);
        append(act);
        return 'removed';
      }),
    setAccountActive: ({ userId, isActive }, act) =>
      database.write(() => {
        const found = account.get(userId);
        if (found === undefined) return 'missing';
        if (flag(found, 'is_active') === isActive) return 'changed';
        if (!isActive && isLastOwner(userId, null)) return 'last-owner';
        setActive.run(isActive ? 1 : 0, userId);
        if (!isActive) endSessions(userId);
        append(act);
        return 'changed';
      }),
  };
}
