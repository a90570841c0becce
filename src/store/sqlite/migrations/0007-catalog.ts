// Schema version 7: what a refresh found of Docker Hub's badges.

/** What a pull may be decided with: a date that is confirmed is not. */
const decisive = [
  ['INSERT', 'WHEN NEW.category IS NOT NULL'],
  ['UPDATE OF category', 'WHEN NEW.category IS NOT OLD.category'],
  ['DELETE', 'WHEN OLD.category IS NOT NULL'],
] as const;

export const catalog = `
-- \`badge\` is what Docker Hub last said ('none': no organization), \`category\` what is in force because of it (null: whatever the catalog says),
-- \`confirmed_at_ms\` when Docker Hub last said what is in force.
CREATE TABLE catalog_findings (
  namespace TEXT PRIMARY KEY,
  badge TEXT NOT NULL,
  category TEXT CHECK (category IN ('verified-publisher', 'sponsored-open-source', 'community')),
  first_seen_at_ms INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  confirmed_at_ms INTEGER
) STRICT, WITHOUT ROWID;

-- What changed there, newest last.
CREATE TABLE catalog_drift (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  namespace TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  is_applied INTEGER NOT NULL CHECK (is_applied IN (0, 1))
) STRICT;
CREATE INDEX catalog_drift_by_namespace ON catalog_drift (namespace, sequence);

-- The last refresh, as JSON; \`version\` grows with each.
CREATE TABLE catalog_refresh (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL,
  last_run TEXT
) STRICT;
INSERT INTO catalog_refresh (only, version) VALUES (1, 1);

${decisive.map(([change, when]) => `CREATE TRIGGER "policy changes after ${change} ON catalog_findings" AFTER ${change} ON catalog_findings ${when} BEGIN UPDATE policy_version SET version = version + 1; END;`).join('\n')}
`;
