// What is in place: one row for each file.
import type { DatabaseSync } from 'node:sqlite';
import type { Digest } from '../../core/image/digest.ts';
import type { CacheIndex, CacheTotals, StoredContent } from '../../gateway/cache/cache-index.port.ts';
import { digest, integer, textOrNull } from './row.ts';
import type { Row } from './row.ts';
import { transact } from './transact.ts';

type ContentOperations = Pick<CacheIndex, 'content' | 'addContent' | 'removeContent' | 'touch' | 'leastRecentlyUsed' | 'contentUnder' | 'totals'>;

export function createContentOperations(connection: DatabaseSync): ContentOperations {
  const find = connection.prepare('SELECT digest, size, media_type, used_at_ms FROM content WHERE digest = ?');
  const add = connection.prepare(`
    INSERT INTO content (digest, size, media_type, used_at_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET size = excluded.size, media_type = coalesce(excluded.media_type, media_type), used_at_ms = max(used_at_ms, excluded.used_at_ms)`);
  const remove = connection.prepare('DELETE FROM content WHERE digest = ?');
  const use = connection.prepare('UPDATE content SET used_at_ms = ?2 WHERE digest = ?1 AND used_at_ms < ?2');
  const oldest = connection.prepare('SELECT digest, size, media_type, used_at_ms FROM content ORDER BY media_type IS NOT NULL, used_at_ms LIMIT ? OFFSET ?');
  // A digest goes on in hexadecimal digits or the colon: all of them come before `g`.
  const under = connection.prepare("SELECT digest, size, media_type, used_at_ms FROM content WHERE digest >= ?1 AND digest < ?1 || 'g'");
  const totals = connection.prepare('SELECT blobs, manifests, bytes FROM totals');
  return {
    content: (wanted) => {
      const row = find.get(wanted);
      return row === undefined ? undefined : contentOf(row);
    },
    addContent: ({ digest: added, size, mediaType, usedAtMs }) => void add.run(added, size, mediaType, usedAtMs),
    removeContent: (removed) => void remove.run(removed),
    touch: (uses: ReadonlyMap<Digest, number>) =>
      transact(connection, () => {
        for (const [used, atMs] of uses) use.run(used, atMs);
      }),
    leastRecentlyUsed: (limit, offset) => oldest.all(limit, offset).map(contentOf),
    contentUnder: (prefix) => under.all(prefix).map(contentOf),
    totals: () => totalsOf(totals.get() ?? {}),
  };
}

function contentOf(row: Row): StoredContent {
  return { digest: digest(row), size: integer(row, 'size'), mediaType: textOrNull(row, 'media_type'), usedAtMs: integer(row, 'used_at_ms') };
}

function totalsOf(row: Row): CacheTotals {
  return { blobs: integer(row, 'blobs'), manifests: integer(row, 'manifests'), bytes: integer(row, 'bytes') };
}
