// TeamStore: teams of an organization and who is in them.
import type { ListTeams, Team, TeamStore } from '../../admin/teams/teams.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { likePattern } from './like-pattern.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';
import { createTeamMembers } from './team-members.ts';

export function createTeamStore(database: Database): TeamStore {
  const append = appendAct(database);
  const columns = `SELECT id, uuid, organization, name, description, created_at_ms,
    (SELECT count(*) FROM team_members WHERE team_id = teams.id) AS member_count FROM teams`;
  const wanted = `WHERE organization = ?1 AND (?2 IS NULL OR name LIKE ?2 ESCAPE '\\' OR description LIKE ?2 ESCAPE '\\')
    AND (?3 IS NULL OR id IN (SELECT team_id FROM team_members JOIN users ON users.id = user_id WHERE users.name = ?3))`;
  const list = database.prepare(`${columns} ${wanted} ORDER BY name LIMIT ?4 OFFSET ?5`);
  const count = database.prepare(`SELECT count(*) AS total FROM teams ${wanted}`);
  const find = database.prepare(`${columns} WHERE organization = ? AND name = ?`);
  const insert = database.prepare('INSERT INTO teams (id, uuid, organization, name, description, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)');
  const update = database.prepare('UPDATE teams SET name = ?, description = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM teams WHERE organization = ? AND name = ?');
  const findNow = (organization: string, name: string): Team | undefined => {
    const row = find.get(organization, name);
    return row === undefined ? undefined : team(row);
  };
  return {
    ...createTeamMembers(database),
    listTeams: (organization, { limit, offset, search, username }: ListTeams) =>
      database.read(() => {
        const filter = [organization, search === undefined ? null : likePattern(search), username ?? null] as const;
        return { total: integer(count.get(...filter) ?? {}, 'total'), teams: list.all(...filter, limit, offset).map(team) };
      }),
    findTeam: (organization, name) => database.read(() => findNow(organization, name)),
    createTeam: ({ id, uuid, organization, name, description, atMs }, act) =>
      database.write(() => {
        if (findNow(organization, name) !== undefined) return { result: 'name-taken' };
        insert.run(id, uuid, organization, name, description, atMs);
        append(act);
        return { result: 'created', team: { id, uuid, organization, name, description, memberCount: 0, createdAtMs: atMs } };
      }),
    changeTeam: ({ organization, name, newName, description }, act) =>
      database.write(() => {
        const found = findNow(organization, name);
        if (found === undefined) return 'missing';
        const holder = newName === undefined ? undefined : findNow(organization, newName);
        if (holder !== undefined && holder.id !== found.id) return 'name-taken';
        update.run(newName ?? found.name, description ?? found.description, found.id);
        append(act);
        return 'changed';
      }),
    removeTeam: ({ organization, name }, act) =>
      database.write(() => {
        if (remove.run(organization, name).changes === 0) return 'missing';
        append(act);
        return 'removed';
      }),
  };
}

function team(row: Row): Team {
  return {
    id: integer(row, 'id'),
    uuid: text(row, 'uuid'),
    organization: text(row, 'organization'),
    name: text(row, 'name'),
    description: text(row, 'description'),
    memberCount: integer(row, 'member_count'),
    createdAtMs: integer(row, 'created_at_ms'),
  };
}
