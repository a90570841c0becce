// Schema version 6: connections to identity providers, and whom they know.
export const singleSignOn = `
-- Lists are JSON. A sealed secret that is null: a public client.
CREATE TABLE single_sign_on_connections (
  organization TEXT PRIMARY KEY REFERENCES organizations (name),
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  sealed_client_secret TEXT,
  scopes TEXT NOT NULL,
  group_claim TEXT NOT NULL,
  group_mapping TEXT NOT NULL,
  default_role TEXT NOT NULL CHECK (default_role IN ('owner', 'editor', 'member')),
  domains TEXT NOT NULL,
  link_by_email INTEGER NOT NULL CHECK (link_by_email IN (0, 1)),
  is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
  is_enforced INTEGER NOT NULL CHECK (is_enforced IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT, WITHOUT ROWID;

-- Owners who sign in with a password all the same: they end with the membership.
CREATE TABLE single_sign_on_password_owners (
  organization TEXT NOT NULL REFERENCES single_sign_on_connections (organization) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  PRIMARY KEY (organization, user_id),
  FOREIGN KEY (organization, user_id) REFERENCES memberships (organization, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_links (
  organization TEXT NOT NULL REFERENCES organizations (name),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  linked_at_ms INTEGER NOT NULL,
  PRIMARY KEY (organization, issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_links_by_user ON identity_links (user_id);
`;
