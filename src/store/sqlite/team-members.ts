// TeamStore's people: who is in which team.
import type { TeamStore } from '../../admin/teams/teams.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { likePattern } from './like-pattern.ts';
import { memberColumns, memberOf } from './member-row.ts';
import { integer, text } from './row.ts';

type TeamMembers = Pick<TeamStore, 'listTeamMembers' | 'addToTeam' | 'removeFromTeam' | 'teamsOf'>;

export function createTeamMembers(database: Database): TeamMembers {
  const append = appendAct(database);
  const wanted = `FROM team_members JOIN memberships USING (organization, user_id) JOIN users ON users.id = user_id
    WHERE team_id = (SELECT id FROM teams WHERE organization = ?1 AND name = ?2)
    AND (?3 IS NULL OR users.name LIKE ?3 ESCAPE '\\' OR full_name LIKE ?3 ESCAPE '\\' OR (?4 AND email LIKE ?3 ESCAPE '\\'))`;
  const list = database.prepare(`SELECT ${memberColumns} ${wanted} ORDER BY users.name LIMIT ?5 OFFSET ?6`);
  const count = database.prepare(`SELECT count(*) AS total ${wanted}`);
  const findTeam = database.prepare('SELECT id FROM teams WHERE organization = ? AND name = ?');
  const isMember = database.prepare('SELECT 1 FROM memberships WHERE organization = ? AND user_id = ?');
  const insert = database.prepare('INSERT INTO team_members (team_id, organization, user_id, added_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const remove = database.prepare('DELETE FROM team_members WHERE team_id = (SELECT id FROM teams WHERE organization = ? AND name = ?) AND user_id = ?');
  const names = database.prepare('SELECT name FROM team_members JOIN teams ON teams.id = team_id WHERE team_members.organization = ? AND user_id = ? ORDER BY name');
  return {
    listTeamMembers: (organization, team, { limit, offset, search, searchEmail = false }) =>
      database.read(() => {
        const filter = [organization, team, search === undefined ? null : likePattern(search), searchEmail ? 1 : 0] as const;
        return { total: integer(count.get(...filter) ?? {}, 'total'), members: list.all(...filter, limit, offset).map(memberOf) };
      }),
    addToTeam: ({ organization, team, userId, atMs }, act) =>
      database.write(() => {
        const found = findTeam.get(organization, team);
        if (found === undefined) return 'missing';
        if (isMember.get(organization, userId) === undefined) return 'not-a-member';
        if (insert.run(integer(found, 'id'), organization, userId, atMs).changes === 0) return 'already-in';
        append(act);
        return 'added';
      }),
    removeFromTeam: ({ organization, team, userId }, act) =>
      database.write(() => {
        if (remove.run(organization, team, userId).changes === 0) return 'missing';
        append(act);
        return 'removed';
      }),
    teamsOf: (organization, userId) => database.read(() => names.all(organization, userId).map((row) => text(row, 'name'))),
  };
}
