// Schema version 3: the log of what people do, one chain for each organization and one (the empty name) for the installation.
export const activity = `
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
  PRIMARY KEY (chain, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity BEGIN SELECT RAISE (ABORT, 'activity is appended, never changed'); END;
CREATE TRIGGER activity_is_never_removed BEFORE DELETE ON activity BEGIN SELECT RAISE (ABORT, 'activity is appended, never removed'); END;
`;
