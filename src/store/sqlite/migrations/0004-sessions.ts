// Schema version 4: sessions, one-time passwords and recovery codes.
export const sessions = `
-- \`secret_hash\` is SHA-256 of the secret, which is kept nowhere.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  secret_hash TEXT NOT NULL UNIQUE,
  method TEXT NOT NULL CHECK (method IN ('password', 'single-sign-on')),
  created_at_ms INTEGER NOT NULL,
  last_seen_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  client_address TEXT NOT NULL,
  user_agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id, last_seen_at_ms);

-- Nothing asks for a code before \`confirmed_at_ms\` is set. \`last_step\`: the newest step of 30 seconds whose code was used, so that none is used twice.
CREATE TABLE second_factors (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  sealed_secret TEXT NOT NULL,
  begun_at_ms INTEGER NOT NULL,
  confirmed_at_ms INTEGER,
  last_step INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES second_factors (user_id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

-- 0 once people have changed the address of their own account: then it is their word alone, and nobody may be recognized by it.
ALTER TABLE users ADD COLUMN is_email_vouched INTEGER NOT NULL DEFAULT 1 CHECK (is_email_vouched IN (0, 1));
`;
