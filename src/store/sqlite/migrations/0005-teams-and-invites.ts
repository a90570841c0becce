// Schema version 5: teams, their members, and invitations.
export const teamsAndInvites = `
CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  organization TEXT NOT NULL REFERENCES organizations (name),
  name TEXT NOT NULL COLLATE NOCASE,
  description TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (organization, name),
  UNIQUE (id, organization)
) STRICT;

-- Being in a team goes with the membership, and with the team.
CREATE TABLE team_members (
  team_id INTEGER NOT NULL,
  organization TEXT NOT NULL,
  user_id TEXT NOT NULL,
  added_at_ms INTEGER NOT NULL,
  PRIMARY KEY (team_id, user_id),
  FOREIGN KEY (team_id, organization) REFERENCES teams (id, organization) ON DELETE CASCADE,
  FOREIGN KEY (organization, user_id) REFERENCES memberships (organization, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX team_members_by_membership ON team_members (organization, user_id);

-- An open invitation: accepted, declined or cancelled ones are gone. At most one for each invitee of an organization.
CREATE TABLE invites (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations (name),
  invitee TEXT NOT NULL COLLATE NOCASE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'member')),
  team_id INTEGER REFERENCES teams (id) ON DELETE SET NULL,
  inviter TEXT NOT NULL,
  secret_hash TEXT NOT NULL UNIQUE,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  -- How the mail with the link stands; the secret is kept, sealed, only until the mail is sent or given up.
  mail TEXT NOT NULL CHECK (mail IN ('none', 'queued', 'sent', 'failed')),
  mail_secret TEXT CHECK ((mail = 'queued') = (mail_secret IS NOT NULL)),
  mail_attempts INTEGER NOT NULL,
  mail_due_at_ms INTEGER NOT NULL,
  mail_problem TEXT NOT NULL,
  UNIQUE (organization, invitee)
) STRICT, WITHOUT ROWID;
CREATE INDEX invites_by_team ON invites (team_id);
CREATE INDEX invites_to_mail ON invites (mail_due_at_ms) WHERE mail = 'queued';
`;
