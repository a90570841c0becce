// Takes people out of an organization and lets them back in, as their identity provider says; within a transaction of the caller's.
import type { Database } from './database.ts';
import { insertMembership } from './insert-membership.ts';
import { isLastOwnerIn } from './last-owner.ts';
import type { StoredScimUser } from './scim-user-rows.ts';
import { endSessionsOf } from './sessions.ts';

export interface ScimMembership {
  /** Why the person cannot become active or inactive; undefined: nothing speaks against it. To be asked before anything is written. */
  readonly refusal: (organization: string, stored: StoredScimUser, isActive: boolean) => 'last-owner' | 'switched-off' | undefined;
  /** Keeps role and teams. An account that is in no organization then is switched off. */
  readonly deactivate: (organization: string, stored: StoredScimUser) => void;
  readonly activate: (organization: string, stored: StoredScimUser, atMs: number) => void;
  /** Forgets the person. An account that is in no organization then is switched off, and its tokens are revoked. */
  readonly remove: (organization: string, userId: string, atMs: number) => void;
}

export function createScimMembership(database: Database): ScimMembership {
  const isLastOwner = isLastOwnerIn(database);
  const endSessions = endSessionsOf(database);
  const join = insertMembership(database);
  const leave = database.prepare('DELETE FROM memberships WHERE organization = ? AND user_id = ?');
  const forget = database.prepare('DELETE FROM scim_users WHERE organization = ? AND user_id = ?');
  const isAnywhere = database.prepare('SELECT 1 FROM memberships WHERE user_id = ?');
  const isKnownElsewhere = database.prepare('SELECT 1 FROM scim_users WHERE user_id = ?');
  const keepRole = database.prepare('UPDATE scim_users SET role = ? WHERE organization = ? AND user_id = ?');
  const keepTeams = database.prepare('INSERT INTO scim_kept_teams (organization, user_id, team_id) SELECT organization, user_id, team_id FROM team_members WHERE organization = ? AND user_id = ? ON CONFLICT DO NOTHING');
  const rejoinTeams = database.prepare(
    'INSERT INTO team_members (team_id, organization, user_id, added_at_ms) SELECT team_id, organization, user_id, ?3 FROM scim_kept_teams WHERE organization = ?1 AND user_id = ?2 ON CONFLICT DO NOTHING',
  );
  const forgetTeams = database.prepare('DELETE FROM scim_kept_teams WHERE organization = ? AND user_id = ?');
  // Access tokens made before do not come back to life with the account.
  const switchOff = database.prepare('UPDATE users SET is_active = 0, credential_version = credential_version + 1 WHERE id = ? AND is_active');
  const switchOn = database.prepare('UPDATE users SET is_active = 1 WHERE id = ?');
  const setSwitchedOff = database.prepare('UPDATE scim_users SET switched_off = 1 WHERE user_id = ?');
  const wasSwitchedOff = database.prepare('SELECT 1 FROM scim_users WHERE user_id = ? AND switched_off');
  const revokeTokens = database.prepare('UPDATE personal_tokens SET revoked_at_ms = ? WHERE user_id = ? AND revoked_at_ms IS NULL');

  const switchOffIfNowhere = (userId: string): void => {
    if (isAnywhere.get(userId) !== undefined) return;
    endSessions(userId);
    if (switchOff.run(userId).changes === 1) setSwitchedOff.run(userId);
  };
  return {
    refusal: (organization, { user, isMember, isAccountActive }, isActive) => {
      if (!isActive) return isMember && isLastOwner(user.id, organization) ? 'last-owner' : undefined;
      return isAccountActive || wasSwitchedOff.get(user.id) !== undefined ? undefined : 'switched-off';
    },
    deactivate: (organization, { user }) => {
      keepRole.run(user.role, organization, user.id);
      keepTeams.run(organization, user.id);
      leave.run(organization, user.id);
      switchOffIfNowhere(user.id);
    },
    activate: (organization, { user, isMember }, atMs) => {
      if (!isMember) join({ organization, userId: user.id, role: user.role, atMs });
      rejoinTeams.run(organization, user.id, atMs);
      forgetTeams.run(organization, user.id);
      switchOn.run(user.id);
    },
    remove: (organization, userId, atMs) => {
      leave.run(organization, userId);
      forget.run(organization, userId);
      switchOffIfNowhere(userId);
      // Where another identity provider has deactivated the person, who may come back there, the tokens wait.
      if (isAnywhere.get(userId) === undefined && isKnownElsewhere.get(userId) === undefined) revokeTokens.run(atMs, userId);
    },
  };
}
