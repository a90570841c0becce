// Schema version 9: what identity providers say of people and teams over SCIM, and the tokens that they come with.
export const scim = `
CREATE TABLE scim_tokens (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations (name),
  hash TEXT NOT NULL UNIQUE,
  created_by TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  last_used_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX scim_tokens_by_organization ON scim_tokens (organization);

-- Whom the identity provider of an organization knows. Whoever is here and no member is deactivated, and comes back with the role that is kept here.
CREATE TABLE scim_users (
  organization TEXT NOT NULL REFERENCES organizations (name),
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  user_name TEXT NOT NULL COLLATE NOCASE,
  external_id TEXT,
  profile TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'member')),
  -- Whether the identity provider made the account, whose address and full name follow it then.
  made_account INTEGER NOT NULL CHECK (made_account IN (0, 1)),
  -- Whether an identity provider switched the account off, which it may take back then.
  switched_off INTEGER NOT NULL CHECK (switched_off IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  modified_at_ms INTEGER NOT NULL,
  PRIMARY KEY (organization, user_id),
  UNIQUE (organization, user_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX scim_users_by_user ON scim_users (user_id);

-- A team as the identity provider names it, for as long as the team has the name that was made of it.
CREATE TABLE scim_groups (
  team_id INTEGER PRIMARY KEY REFERENCES teams (id) ON DELETE CASCADE,
  display_name TEXT NOT NULL,
  team_name TEXT NOT NULL COLLATE NOCASE,
  external_id TEXT,
  modified_at_ms INTEGER NOT NULL
) STRICT;

-- The teams that deactivated people come back into.
CREATE TABLE scim_kept_teams (
  organization TEXT NOT NULL,
  user_id TEXT NOT NULL,
  team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  PRIMARY KEY (organization, user_id, team_id),
  FOREIGN KEY (organization, user_id) REFERENCES scim_users (organization, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX scim_kept_teams_by_team ON scim_kept_teams (team_id);

-- Whoever switches an account on has the last word: an identity provider takes back only what it did itself.
CREATE TRIGGER scim_forgets_what_is_switched_on AFTER UPDATE OF is_active ON users WHEN new.is_active
  BEGIN UPDATE scim_users SET switched_off = 0 WHERE user_id = new.id; END;
`;
