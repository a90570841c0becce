// MemberStore's list of an organization's people: members with their teams, and whoever is invited.
import type { MemberStore, Person } from '../../admin/members/members.port.ts';
import type { Database } from './database.ts';
import { likePattern } from './like-pattern.ts';
import { roles } from './roles.ts';
import { integer, listOfTexts, oneOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

const kinds = ['member', 'invitee'] as const satisfies readonly Person['kind'][];

/** ?1 organization, ?2 role, ?3 search, ?4 whether addresses are searched, ?5 whether members are listed, ?6 whether invitees are. */
const wanted = `FROM (
    SELECT 'member' AS kind, users.id AS id, users.name AS name, email, full_name, role, joined_at_ms, NULL AS team_id
      FROM memberships JOIN users ON users.id = user_id WHERE organization = ?1 AND ?5 AND (?2 IS NULL OR role = ?2)
    UNION ALL
    SELECT 'invitee', id, invitee, NULL, '', role, created_at_ms, team_id FROM invites WHERE organization = ?1 AND ?6 AND ?2 IS NULL
  ) AS people
  WHERE ?3 IS NULL OR name LIKE ?3 ESCAPE '\\' OR full_name LIKE ?3 ESCAPE '\\' OR (?4 AND email LIKE ?3 ESCAPE '\\')`;

const teams = `(SELECT json_group_array(name) FROM (
    SELECT teams.name FROM teams WHERE teams.id = people.team_id
    UNION ALL
    SELECT teams.name FROM team_members JOIN teams ON teams.id = team_members.team_id WHERE team_members.organization = ?1 AND team_members.user_id = people.id
    ORDER BY 1
  ))`;

export function createPeopleList(database: Database): Pick<MemberStore, 'listPeople'> {
  const list = database.prepare(`SELECT kind, id, name, email, full_name, role, joined_at_ms, ${teams} AS teams ${wanted} ORDER BY name COLLATE NOCASE, kind DESC LIMIT ?7 OFFSET ?8`);
  const count = database.prepare(`SELECT count(*) AS total ${wanted}`);
  return {
    listPeople: (organization, { limit, offset, kinds: listed, role, search, searchEmail = false }) =>
      database.read(() => {
        const filter = [
          organization,
          role ?? null,
          search === undefined ? null : likePattern(search),
          searchEmail ? 1 : 0,
          listed.includes('member') ? 1 : 0,
          listed.includes('invitee') ? 1 : 0,
        ] as const;
        return { total: integer(count.get(...filter) ?? {}, 'total'), people: list.all(...filter, limit, offset).map(person) };
      }),
  };
}

function person(row: Row): Person {
  return {
    kind: oneOf(row, 'kind', kinds),
    id: text(row, 'id'),
    name: text(row, 'name'),
    email: textOrNull(row, 'email'),
    fullName: text(row, 'full_name'),
    role: oneOf(row, 'role', roles),
    teams: listOfTexts(row, 'teams'),
    joinedAtMs: integer(row, 'joined_at_ms'),
  };
}
