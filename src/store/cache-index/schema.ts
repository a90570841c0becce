// The tables of the cache's index. Another version of them makes the file a foreign one: it is begun anew, for nothing in it is the truth.

/** SQLite's `application_id` of our files: "PGCI". */
export const applicationId = 0x50474349;
export const schemaVersion = 1;

/**
 * A repository is written with its registry: `docker.io/library/nginx`. Totals are kept by triggers, so that asking for them costs one row.
 *
 *   content    what is in place      links     which repository has it
 *   tags       where tags pointed    proofs    which repositories are public
 */
export const schema = `
CREATE TABLE content (
  digest TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  media_type TEXT,
  used_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX content_by_use ON content (media_type IS NOT NULL, used_at_ms);

CREATE TABLE totals (blobs INTEGER NOT NULL, manifests INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES (0, 0, 0);
CREATE TRIGGER content_added AFTER INSERT ON content BEGIN
  UPDATE totals SET blobs = blobs + (new.media_type IS NULL), manifests = manifests + (new.media_type IS NOT NULL), bytes = bytes + new.size;
END;
CREATE TRIGGER content_removed AFTER DELETE ON content BEGIN
  UPDATE totals SET blobs = blobs - (old.media_type IS NULL), manifests = manifests - (old.media_type IS NOT NULL), bytes = bytes - old.size;
END;
CREATE TRIGGER content_changed AFTER UPDATE OF size, media_type ON content BEGIN
  UPDATE totals SET
    blobs = blobs + (new.media_type IS NULL) - (old.media_type IS NULL),
    manifests = manifests + (new.media_type IS NOT NULL) - (old.media_type IS NOT NULL),
    bytes = bytes + new.size - old.size;
END;

CREATE TABLE links (
  repository TEXT NOT NULL,
  digest TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('served', 'named')),
  PRIMARY KEY (repository, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_digest ON links (digest, kind, repository);

CREATE TABLE tags (
  repository TEXT NOT NULL,
  tag TEXT NOT NULL,
  variant TEXT NOT NULL,
  digest TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  confirmed_at_ms INTEGER NOT NULL,
  PRIMARY KEY (repository, tag, variant)
) STRICT, WITHOUT ROWID;

CREATE TABLE proofs (repository TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;

PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${schemaVersion};
`;
