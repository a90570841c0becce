// Who is in a team, as an identity provider says, within a transaction of the caller's: deactivated people are put into the teams they come back into.
import type { ScimReference } from '../../admin/scim/scim.port.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

export interface Replacement {
  readonly organization: string;
  readonly teamId: number;
  readonly before: readonly ScimReference[];
  /** Ids, all of them known. */
  readonly members: readonly string[];
  readonly atMs: number;
}

export interface ScimTeamMembers {
  /** Those of the ids that are nobody's whom the organization knows. */
  readonly unknown: (organization: string, ids: readonly string[]) => readonly string[];
  /** Takes those out who are to be in no longer, or puts the missing ones in; answers with whom. */
  readonly replace: (replacement: Replacement & { readonly what: 'removed' | 'added' }) => readonly ScimReference[];
}

export function createScimTeamMembers(database: Database): ScimTeamMembers {
  const isMember = database.prepare('SELECT 1 FROM memberships WHERE organization = ? AND user_id = ?');
  const isKnown = database.prepare('SELECT 1 FROM scim_users WHERE organization = ? AND user_id = ?');
  const name = database.prepare('SELECT name FROM users WHERE id = ?');
  const insert = database.prepare('INSERT INTO team_members (team_id, organization, user_id, added_at_ms) VALUES (?, ?, ?, ?)');
  const keep = database.prepare('INSERT INTO scim_kept_teams (team_id, organization, user_id) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM team_members WHERE team_id = ? AND user_id = ?');
  const unkeep = database.prepare('DELETE FROM scim_kept_teams WHERE team_id = ? AND organization = ? AND user_id = ?');
  return {
    unknown: (organization, ids) => ids.filter((id) => isMember.get(organization, id) === undefined && isKnown.get(organization, id) === undefined),
    replace: ({ organization, teamId, before, members, atMs, what }) => {
      if (what === 'removed') {
        const wanted = new Set(members);
        const removed = before.filter(({ id }) => !wanted.has(id));
        for (const { id } of removed) {
          remove.run(teamId, id);
          unkeep.run(teamId, organization, id);
        }
        return removed;
      }
      const present = new Set(before.map(({ id }) => id));
      const added = [...new Set(members)].filter((id) => !present.has(id));
      for (const id of added) {
        if (isMember.get(organization, id) === undefined) keep.run(teamId, organization, id);
        else insert.run(teamId, organization, id, atMs);
      }
      return added.map((id) => ({ id, display: text(name.get(id) ?? {}, 'name') }));
    },
  };
}
