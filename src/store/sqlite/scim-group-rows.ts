// Reads an organization's teams as an identity provider sees them.
import type { ScimGroup, ScimNarrowing, ScimReference } from '../../admin/scim/scim.port.ts';
import type { Database } from './database.ts';
import { integer, integerOrNull, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';
import { displayNameOfTeam, placesInTeams } from './scim-user-rows.ts';

export interface StoredScimGroup {
  readonly teamId: number;
  readonly group: ScimGroup;
}

export interface ScimGroupRows {
  readonly list: (organization: string, narrowing: ScimNarrowing) => readonly StoredScimGroup[];
  readonly find: (organization: string, id: string) => StoredScimGroup | undefined;
}

export function createScimGroupRows(database: Database): ScimGroupRows {
  const list = database.prepare(`SELECT teams.id, teams.uuid, teams.name, teams.created_at_ms, ${displayNameOfTeam} AS display_name, g.external_id, g.modified_at_ms
    FROM teams LEFT JOIN scim_groups AS g ON g.team_id = teams.id
    WHERE teams.organization = ?1 AND (?2 IS NULL OR teams.uuid = ?2) AND (?3 IS NULL OR ${displayNameOfTeam} = ?3 COLLATE NOCASE) AND (?4 IS NULL OR g.external_id = ?4 COLLATE NOCASE)
    ORDER BY teams.created_at_ms, teams.uuid`);
  const members = database.prepare(`SELECT place.team_id, users.id, users.name FROM ${placesInTeams} AS place JOIN users ON users.id = place.user_id
    WHERE place.organization = ?1 AND (?2 IS NULL OR place.team_id = ?2) ORDER BY users.name`);
  const rowsOf = (organization: string, { id, displayName, externalId }: ScimNarrowing): readonly StoredScimGroup[] => {
    const found = list.all(organization, id ?? null, displayName ?? null, externalId ?? null);
    if (found.length === 0) return [];
    const [only] = found.length === 1 ? found : [];
    const byTeam = new Map<number, ScimReference[]>();
    for (const row of members.all(organization, only === undefined ? null : integer(only, 'id'))) {
      const teamId = integer(row, 'team_id');
      const references = byTeam.get(teamId) ?? [];
      references.push({ id: text(row, 'id'), display: text(row, 'name') });
      byTeam.set(teamId, references);
    }
    return found.map((row) => storedScimGroup(row, byTeam.get(integer(row, 'id')) ?? []));
  };
  return { list: rowsOf, find: (organization, id) => rowsOf(organization, { id })[0] };
}

function storedScimGroup(row: Row, members: readonly ScimReference[]): StoredScimGroup {
  const createdAtMs = integer(row, 'created_at_ms');
  return {
    teamId: integer(row, 'id'),
    group: {
      id: text(row, 'uuid'),
      displayName: text(row, 'display_name'),
      externalId: textOrNull(row, 'external_id'),
      teamName: text(row, 'name'),
      members,
      createdAtMs,
      modifiedAtMs: integerOrNull(row, 'modified_at_ms') ?? createdAtMs,
    },
  };
}
