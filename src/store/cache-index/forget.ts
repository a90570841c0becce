// Forgetting what leads nowhere: repositories that nobody asked for any more and whose content has gone.
import type { DatabaseSync } from 'node:sqlite';
import type { CacheIndex } from '../../gateway/cache/cache-index.port.ts';
import { transact } from './transact.ts';

/**
 * A link has no time of its own: its repository is in use while one of its tags, or its proof, has been confirmed since.
 * What it says of content that is in place stays in any case.
 */
export function createForget(connection: DatabaseSync): Pick<CacheIndex, 'forgetBefore'> {
  const tags = connection.prepare('DELETE FROM tags WHERE confirmed_at_ms < ? AND digest NOT IN (SELECT digest FROM content)');
  const links = connection.prepare(`
    DELETE FROM links WHERE digest NOT IN (SELECT digest FROM content)
      AND repository NOT IN (SELECT repository FROM tags WHERE confirmed_at_ms >= ?1)
      AND repository NOT IN (SELECT repository FROM proofs WHERE at_ms >= ?1)`);
  const proofs = connection.prepare('DELETE FROM proofs WHERE at_ms < ? AND repository NOT IN (SELECT repository FROM links)');
  return {
    forgetBefore: (atMs) =>
      transact(connection, () => {
        for (const statement of [tags, links, proofs]) statement.run(atMs);
      }),
  };
}
