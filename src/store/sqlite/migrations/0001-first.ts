// Schema version 1: organizations and their settings, people, tokens, secrets, and the records of decisions.

/** Changes that can alter a decision, wherever they come from: each raises the policy version in its own transaction. */
const decisive = [
  'INSERT ON organizations',
  'DELETE ON organizations',
  'INSERT ON settings_revisions',
  'INSERT ON users',
  'UPDATE OF name, is_active, credential_version ON users',
  'DELETE ON users',
  'INSERT ON memberships',
  'UPDATE ON memberships',
  'DELETE ON memberships',
  'INSERT ON personal_tokens',
  'UPDATE OF user_id, scopes, is_active, expires_at_ms, revoked_at_ms ON personal_tokens',
  'DELETE ON personal_tokens',
  'INSERT ON organization_tokens',
  'UPDATE OF organization, resources, is_active, expires_at_ms, revoked_at_ms ON organization_tokens',
  'DELETE ON organization_tokens',
];

const triggers = decisive
  .map((change) => `CREATE TRIGGER "policy changes after ${change}" AFTER ${change} BEGIN UPDATE policy_version SET version = version + 1; END;`)
  .join('\n');

export const first = `
CREATE TABLE policy_version (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO policy_version (only, version) VALUES (1, 1);

-- A known text under the secret key: tells a wrong key at the start and not in the middle of a pull.
CREATE TABLE secret_check (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  sealed TEXT NOT NULL
) STRICT;

CREATE TABLE organizations (
  name TEXT PRIMARY KEY,
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings_revisions (
  organization TEXT NOT NULL REFERENCES organizations (name),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  settings TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  summary TEXT NOT NULL,
  PRIMARY KEY (organization, revision)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER settings_revisions_are_never_changed BEFORE UPDATE ON settings_revisions
  BEGIN SELECT RAISE (ABORT, 'settings revisions are appended, never changed'); END;
CREATE TRIGGER settings_revisions_are_never_removed BEFORE DELETE ON settings_revisions
  BEGIN SELECT RAISE (ABORT, 'settings revisions are appended, never removed'); END;

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  email TEXT,
  full_name TEXT NOT NULL,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  password_hash TEXT,
  credential_version INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
  organization TEXT NOT NULL REFERENCES organizations (name),
  user_id TEXT NOT NULL REFERENCES users (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'member')),
  joined_at_ms INTEGER NOT NULL,
  PRIMARY KEY (organization, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_user ON memberships (user_id);

CREATE TABLE personal_tokens (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  hash TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  scopes TEXT NOT NULL,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  expires_at TEXT,
  expires_at_ms INTEGER,
  last_used_at_ms INTEGER,
  revoked_at_ms INTEGER,
  creator_address TEXT NOT NULL,
  creator_user_agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_tokens_by_user ON personal_tokens (user_id, created_at_ms);

CREATE TABLE organization_tokens (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations (name),
  hash TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  description TEXT NOT NULL,
  resources TEXT NOT NULL,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  created_by TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at TEXT,
  expires_at_ms INTEGER,
  last_used_at_ms INTEGER,
  revoked_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_tokens_by_organization ON organization_tokens (organization, created_at_ms);

-- Columns named sealed_* hold what seal.ts made of a secret.
CREATE TABLE signing_keys (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  purpose TEXT NOT NULL CHECK (purpose IN ('gateway', 'admin')),
  id TEXT NOT NULL UNIQUE,
  sealed_jwk TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE upstream_credentials (
  registry TEXT PRIMARY KEY,
  username TEXT NOT NULL,
  sealed_password TEXT NOT NULL,
  set_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pull_records (
  id TEXT PRIMARY KEY,
  time_ms INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT,
  subject_name TEXT,
  token_id TEXT,
  organization TEXT,
  readable_by TEXT NOT NULL,
  action TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  tag TEXT,
  digest TEXT,
  category TEXT,
  effect TEXT NOT NULL,
  enforced INTEGER NOT NULL CHECK (enforced IN (0, 1)),
  rule TEXT NOT NULL,
  reason TEXT,
  policy_revision INTEGER,
  client_address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  method TEXT NOT NULL,
  outcome INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pull_records_by_time ON pull_records (time_ms);

-- Who may read which record, one row for each bound organization, clustered in the order of reading: newest first from the end.
CREATE TABLE pull_readers (
  organization TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  id TEXT NOT NULL,
  effect TEXT NOT NULL,
  subject_name TEXT COLLATE NOCASE,
  PRIMARY KEY (organization, time_ms, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pull_readers_denied ON pull_readers (organization, time_ms, id) WHERE effect = 'deny';
CREATE INDEX pull_readers_by_subject ON pull_readers (organization, subject_name, time_ms, id, effect);

-- Records are never removed without a trace.
CREATE TABLE record_removals (
  sequence INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  before_ms INTEGER NOT NULL,
  removed INTEGER NOT NULL
) STRICT;

${triggers}
`;
