// Schema version 3: the log of what people do, one chain for each organization and one (the empty name) for the installation.
export const activity = `
-- before, after and actor are JSON, as they were hashed. How the hash and the seals are made: docs/activity.md.
CREATE TABLE activity (
  chain TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  at_ms INTEGER NOT NULL,
  action TEXT NOT NULL,
  name TEXT NOT NULL,
  actor TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  hash TEXT NOT NULL,
  seal TEXT NOT NULL,
  PRIMARY KEY (chain, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity BEGIN SELECT RAISE (ABORT, 'activity is appended, never changed'); END;
CREATE TRIGGER activity_is_never_removed BEFORE DELETE ON activity BEGIN SELECT RAISE (ABORT, 'activity is appended, never removed'); END;

-- The last entry of each chain: what is cut off at the end is missed.
CREATE TABLE activity_heads (
  chain TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER activity_heads_are_never_removed BEFORE DELETE ON activity_heads BEGIN SELECT RAISE (ABORT, 'activity is appended, never removed'); END;

-- One seal over all heads: no chain can be put back alone.
CREATE TABLE activity_seal (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seal TEXT NOT NULL
) STRICT;
`;
