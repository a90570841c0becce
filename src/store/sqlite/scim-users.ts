// ScimStore's people: accounts and memberships as an identity provider makes, describes, deactivates and removes them.
import type { MakeScimAct, ScimStore } from '../../admin/scim/scim.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';
import { createScimCreation } from './scim-creation.ts';
import { createScimDescription, describeProfile } from './scim-description.ts';
import { type ScimMembership, createScimMembership } from './scim-membership.ts';
import { type StoredScimUser, createScimUserRows } from './scim-user-rows.ts';

type ScimUsers = Pick<ScimStore, 'listScimUsers' | 'findScimUser' | 'createScimUser' | 'changeScimUser' | 'removeScimUser'>;

export function createScimUsers(database: Database): ScimUsers {
  const rows = createScimUserRows(database);
  const membership = createScimMembership(database);
  const setActive = activation(database, membership);
  const create = createScimCreation(database);
  const describe = createScimDescription(database);
  const append = appendAct(database);
  const isTaken = userNameIsTaken(database);
  const mustFind = (organization: string, id: string): StoredScimUser => {
    const stored = rows.find(organization, id);
    if (stored === undefined) throw new Error('a person who was just stored is gone');
    return stored;
  };
  return {
    listScimUsers: (organization, narrowing) => database.read(() => rows.list(organization, narrowing).map(({ user }) => user)),
    findScimUser: (organization, id) => database.read(() => rows.find(organization, id)?.user),
    createScimUser: (created, act) =>
      database.write(() => {
        const { organization, profile, isActive, atMs } = created;
        if (isTaken(organization, profile.userName)) return { result: 'taken' };
        const member = create.findMember(organization, profile);
        if (member === 'ambiguous') return { result: 'ambiguous' };
        const attached = member === undefined ? undefined : mustFind(organization, member.id);
        const refusal = attached === undefined ? undefined : membership.refusal(organization, attached, isActive);
        if (refusal !== undefined) return { result: refusal };
        const id = attached === undefined ? create.makeAccount(created) : attached.user.id;
        describe.add(organization, id, { profile, role: attached?.user.role ?? 'member', madeAccount: attached === undefined, atMs });
        const stored = mustFind(organization, id);
        append(act({ action: attached === undefined ? 'org.member.add' : 'org.member.update', name: stored.user.accountName, after: describeProfile(profile) }));
        setActive(organization, stored, isActive, act, atMs);
        return { result: 'created', user: mustFind(organization, id).user };
      }),
    changeScimUser: ({ organization, id, atMs }, change, act) =>
      database.write(() => {
        const stored = rows.find(organization, id);
        if (stored === undefined) return { result: 'missing' };
        const wanted = change(stored.user);
        if (isTaken(organization, wanted.profile.userName, id)) return { result: 'taken' };
        const refusal = wanted.isActive === undefined || wanted.isActive === stored.user.isActive ? undefined : membership.refusal(organization, stored, wanted.isActive);
        if (refusal !== undefined) return { result: refusal };
        if (describe.change(organization, stored, wanted, atMs)) {
          append(act({ action: 'org.member.update', name: stored.user.accountName, before: describeProfile(stored.user.profile), after: describeProfile(wanted.profile) }));
        }
        setActive(organization, stored, wanted.isActive, act, atMs);
        return { result: 'changed', user: mustFind(organization, id).user };
      }),
    removeScimUser: ({ organization, id, atMs }, check, act) =>
      database.write(() => {
        const stored = rows.find(organization, id);
        if (stored === undefined) return 'missing';
        check(stored.user);
        if (membership.refusal(organization, stored, false) !== undefined) return 'last-owner';
        membership.remove(organization, id, atMs);
        append(act({ action: 'org.member.remove', name: stored.user.accountName, before: { role: stored.user.role, ...describeProfile(stored.user.profile) } }));
        return 'removed';
      }),
  };
}

/** Makes a person active or not, where that is something new, and records it. */
function activation(database: Database, membership: ScimMembership): (organization: string, stored: StoredScimUser, isActive: boolean | undefined, act: MakeScimAct, atMs: number) => void {
  const append = appendAct(database);
  return (organization, stored, isActive, act, atMs) => {
    const { user, isMember } = stored;
    if (isActive === undefined || (isActive ? user.isActive : !isMember)) return;
    if (isActive) membership.activate(organization, stored, atMs);
    else membership.deactivate(organization, stored);
    append(act({ action: isActive ? 'org.member.activate' : 'org.member.deactivate', name: user.accountName, before: { active: !isActive }, after: { active: isActive, role: user.role } }));
  };
}

/** Whether somebody else in the organization has the name. */
function userNameIsTaken(database: Database): (organization: string, userName: string, id?: string) => boolean {
  const holder = database.prepare('SELECT user_id FROM scim_users WHERE organization = ? AND user_name = ?');
  return (organization, userName, id) => {
    const row = holder.get(organization, userName);
    return row !== undefined && text(row, 'user_id') !== id;
  };
}
