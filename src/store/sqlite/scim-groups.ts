// ScimStore's groups: an organization's teams as its identity provider names and fills them.
import type { MakeScimAct, NewScimGroup, ScimGroup, ScimGroupChange, ScimStore } from '../../admin/scim/scim.port.ts';
import type { Json } from '../../audit/activity.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { integer } from './row.ts';
import { type StoredScimGroup, createScimGroupRows } from './scim-group-rows.ts';
import { createScimTeamMembers } from './scim-team-members.ts';

type ScimGroups = Pick<ScimStore, 'listScimGroups' | 'findScimGroup' | 'createScimGroup' | 'changeScimGroup' | 'removeScimGroup'>;

const attemptsMax = 10_000;

export function createScimGroups(database: Database): ScimGroups {
  const rows = createScimGroupRows(database);
  const people = createScimTeamMembers(database);
  const teams = teamChanges(database);
  const append = appendAct(database);
  const isTaken = (organization: string, displayName: string, id?: string): boolean => rows.list(organization, { displayName }).some(({ group }) => group.id !== id);
  const changeMembers = (organization: string, { teamId, group }: StoredScimGroup, members: readonly string[], act: MakeScimAct, atMs: number): void => {
    const team = group.teamName;
    const replacement = { organization, teamId, before: group.members, members, atMs };
    for (const { display } of people.replace({ ...replacement, what: 'removed' })) append(act({ action: 'org.team.member.remove', name: display, before: { team } }));
    for (const { display } of people.replace({ ...replacement, what: 'added' })) append(act({ action: 'org.team.member.add', name: display, after: { team } }));
  };
  const mustFind = (organization: string, id: string): StoredScimGroup => {
    const stored = rows.find(organization, id);
    if (stored === undefined) throw new Error('a team that was just stored is gone');
    return stored;
  };
  return {
    listScimGroups: (organization, narrowing) => database.read(() => rows.list(organization, narrowing).map(({ group }) => group)),
    findScimGroup: (organization, id) => database.read(() => rows.find(organization, id)?.group),
    createScimGroup: (created, act) =>
      database.write(() => {
        const { organization, displayName, externalId, members, team, atMs } = created;
        if (isTaken(organization, displayName)) return { result: 'taken' };
        const unknown = people.unknown(organization, members);
        if (unknown.length > 0) return { result: 'unknown-members', ids: unknown };
        append(act({ action: 'org.team.create', name: teams.make(created), after: { displayName, externalId } }));
        changeMembers(organization, mustFind(organization, team.uuid), members, act, atMs);
        return { result: 'created', group: mustFind(organization, team.uuid).group };
      }),
    changeScimGroup: ({ organization, id, atMs }, change, act) =>
      database.write(() => {
        const stored = rows.find(organization, id);
        if (stored === undefined) return { result: 'missing' };
        const before = stored.group;
        const wanted = change(before);
        if (wanted.displayName !== before.displayName && isTaken(organization, wanted.displayName, id)) return { result: 'taken' };
        const unknown = people.unknown(organization, wanted.members);
        if (unknown.length > 0) return { result: 'unknown-members', ids: unknown };
        const name = isOther(wanted, before) ? teams.describe({ organization, stored, wanted, atMs }) : before.teamName;
        if (wanted.displayName !== before.displayName || wanted.externalId !== before.externalId) {
          append(act({ action: 'org.team.update', name, before: describeGroup(before, before.teamName), after: describeGroup(wanted, name) }));
        }
        changeMembers(organization, { ...stored, group: { ...before, teamName: name } }, wanted.members, act, atMs);
        return { result: 'changed', group: mustFind(organization, id).group };
      }),
    removeScimGroup: ({ organization, id }, check, act) =>
      database.write(() => {
        const stored = rows.find(organization, id);
        if (stored === undefined) return 'missing';
        check(stored.group);
        teams.remove(stored.teamId);
        append(act({ action: 'org.team.delete', name: stored.group.teamName, before: describeGroup(stored.group, stored.group.teamName) }));
        return 'removed';
      }),
  };
}

interface Description {
  readonly organization: string;
  readonly stored: StoredScimGroup;
  readonly wanted: ScimGroupChange;
  readonly atMs: number;
}

interface TeamChanges {
  /** Answers with the team's name. */
  readonly make: (group: NewScimGroup) => string;
  /** Writes what the identity provider says now; answers with the team's name. */
  readonly describe: (description: Description) => string;
  readonly remove: (teamId: number) => void;
}

function teamChanges(database: Database): TeamChanges {
  const insert = database.prepare("INSERT INTO teams (id, uuid, organization, name, description, created_at_ms) VALUES (?, ?, ?, ?, '', ?)");
  const rename = database.prepare('UPDATE teams SET name = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM teams WHERE id = ?');
  const named = database.prepare('SELECT id FROM teams WHERE organization = ? AND name = ?');
  const describe = database.prepare(
    `INSERT INTO scim_groups (team_id, display_name, team_name, external_id, modified_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (team_id) DO UPDATE SET display_name = ?2, team_name = ?3, external_id = ?4, modified_at_ms = ?5`,
  );
  /** The first name that no other team has. */
  const freeName = (organization: string, teamName: (attempt: number) => string, teamId: number): string => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const name = teamName(attempt);
      const holder = named.get(organization, name);
      if (holder === undefined || integer(holder, 'id') === teamId) return name;
    }
    throw new Error('every name for the team is taken');
  };
  return {
    make: ({ organization, team, teamName, displayName, externalId, atMs }) => {
      const name = freeName(organization, teamName, team.id);
      insert.run(team.id, team.uuid, organization, name, atMs);
      describe.run(team.id, displayName, name, externalId, atMs);
      return name;
    },
    describe: ({ organization, stored: { teamId, group }, wanted: { displayName, externalId, teamName }, atMs }) => {
      const name = displayName === group.displayName ? group.teamName : freeName(organization, teamName, teamId);
      if (name !== group.teamName) rename.run(name, teamId);
      describe.run(teamId, displayName, name, externalId, atMs);
      return name;
    },
    remove: (teamId) => void remove.run(teamId),
  };
}

function describeGroup({ displayName, externalId }: Pick<ScimGroup, 'displayName' | 'externalId'>, name: string): { readonly [field: string]: Json } {
  return { name, displayName, externalId };
}

function isOther({ displayName, externalId, members }: ScimGroupChange, before: ScimGroup): boolean {
  const ids = new Set(before.members.map(({ id }) => id));
  const wanted = new Set(members);
  return displayName !== before.displayName || externalId !== before.externalId || ids.size !== wanted.size || [...wanted].some((id) => !ids.has(id));
}
