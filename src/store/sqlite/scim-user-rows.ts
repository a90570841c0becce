// Reads an organization's people as an identity provider sees them: members, and those whom it deactivated.
import type { ScimEmail, ScimNarrowing, ScimProfile, ScimReference, ScimUser } from '../../admin/scim/scim.port.ts';
import type { Database } from './database.ts';
import { roles } from './roles.ts';
import { flag, integer, integerOrNull, json, malformed, oneOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

/** A team's display name in `scim_groups AS g`: the identity provider's, unless the team was renamed here. */
export const displayNameOfTeam = 'CASE WHEN g.team_name = teams.name THEN g.display_name ELSE teams.name END';

/** Who is in which team, deactivated people included; to be narrowed by `organization = ?`. */
export const placesInTeams = `(SELECT organization, user_id, team_id FROM team_members UNION SELECT organization, user_id, team_id FROM scim_kept_teams)`;

/** A person as stored, with what only the store has to know. */
export interface StoredScimUser {
  readonly user: ScimUser;
  readonly isMember: boolean;
  readonly isAccountActive: boolean;
  /** Whether an identity provider described the person. */
  readonly isDescribed: boolean;
  readonly madeAccount: boolean;
}

export interface ScimUserRows {
  readonly list: (organization: string, narrowing: ScimNarrowing) => readonly StoredScimUser[];
  readonly find: (organization: string, id: string) => StoredScimUser | undefined;
}

export function createScimUserRows(database: Database): ScimUserRows {
  const userName = "coalesce(s.user_name, CASE WHEN users.is_email_vouched THEN nullif(users.email, '') END, users.name)";
  const list = database.prepare(`SELECT users.id, users.name, users.email, users.full_name, users.is_active, m.role AS member_role, m.joined_at_ms,
      ${userName} AS user_name, s.external_id, s.profile, s.role AS kept_role, s.made_account, s.created_at_ms, s.modified_at_ms
    FROM (SELECT user_id FROM memberships WHERE organization = ?1 UNION SELECT user_id FROM scim_users WHERE organization = ?1) AS who
    JOIN users ON users.id = who.user_id
    LEFT JOIN memberships AS m ON m.organization = ?1 AND m.user_id = who.user_id
    LEFT JOIN scim_users AS s ON s.organization = ?1 AND s.user_id = who.user_id
    WHERE (?2 IS NULL OR users.id = ?2) AND (?3 IS NULL OR ${userName} = ?3 COLLATE NOCASE) AND (?4 IS NULL OR s.external_id = ?4 COLLATE NOCASE)
    ORDER BY coalesce(s.created_at_ms, m.joined_at_ms), users.id`);
  const groups = database.prepare(`SELECT place.user_id, teams.uuid, ${displayNameOfTeam} AS display FROM ${placesInTeams} AS place
    JOIN teams ON teams.id = place.team_id LEFT JOIN scim_groups AS g ON g.team_id = teams.id
    WHERE place.organization = ?1 AND (?2 IS NULL OR place.user_id = ?2) ORDER BY display`);

  const rowsOf = (organization: string, { id, userName: name, externalId }: ScimNarrowing): readonly StoredScimUser[] => {
    const found = list.all(organization, id ?? null, name ?? null, externalId ?? null);
    const [only] = found.length === 1 ? found : [];
    const references = groupReferences(groups.all(organization, only === undefined ? null : text(only, 'id')));
    return found.map((row) => storedUser(row, references.get(text(row, 'id')) ?? []));
  };
  return { list: rowsOf, find: (organization, id) => rowsOf(organization, { id })[0] };
}

function groupReferences(rows: readonly Row[]): ReadonlyMap<string, readonly ScimReference[]> {
  const byUser = new Map<string, ScimReference[]>();
  for (const row of rows) {
    const userId = text(row, 'user_id');
    const references = byUser.get(userId) ?? [];
    references.push({ id: text(row, 'uuid'), display: text(row, 'display') });
    byUser.set(userId, references);
  }
  return byUser;
}

function storedUser(row: Row, groups: readonly ScimReference[]): StoredScimUser {
  const isMember = row['member_role'] !== null;
  const isDescribed = row['profile'] !== null;
  const isAccountActive = flag(row, 'is_active');
  const createdAtMs = integerOrNull(row, 'created_at_ms') ?? integer(row, 'joined_at_ms');
  const user: ScimUser = {
    id: text(row, 'id'),
    profile: isDescribed ? { ...parseProfile(row), userName: text(row, 'user_name'), externalId: textOrNull(row, 'external_id') } : profileOfAccount(row),
    accountName: text(row, 'name'),
    isActive: isMember && isAccountActive,
    role: oneOf(row, isMember ? 'member_role' : 'kept_role', roles),
    groups,
    createdAtMs,
    modifiedAtMs: integerOrNull(row, 'modified_at_ms') ?? createdAtMs,
  };
  return { user, isMember, isAccountActive, isDescribed, madeAccount: isDescribed && flag(row, 'made_account') };
}

type StoredProfile = Omit<ScimProfile, 'userName' | 'externalId'>;

export function writeProfile({ displayName, formattedName, givenName, familyName, emails }: ScimProfile): string {
  return JSON.stringify({ displayName, formattedName, givenName, familyName, emails } satisfies StoredProfile);
}

function parseProfile(row: Row): StoredProfile {
  const stored = json(row, 'profile');
  if (typeof stored !== 'object' || stored === null || !('emails' in stored) || !Array.isArray(stored.emails)) throw malformed('profile', 'a profile');
  return stored as StoredProfile; // written by writeProfile alone
}

function profileOfAccount(row: Row): ScimProfile {
  const email = textOrNull(row, 'email');
  const fullName = text(row, 'full_name');
  const emails: readonly ScimEmail[] = email === null || email === '' ? [] : [{ value: email, type: 'work', primary: true }];
  return { userName: text(row, 'user_name'), externalId: null, displayName: null, formattedName: fullName === '' ? null : fullName, givenName: null, familyName: null, emails };
}
