// What is known of repositories: which content they have, where their tags pointed, whether they are public.
import type { DatabaseSync } from 'node:sqlite';
import type { CacheIndex, LinkKind, RepositoryName, StoredTag } from '../../gateway/cache/cache-index.port.ts';
import { UnusableIndex } from './index-error.ts';
import { digest, integer, text } from './row.ts';
import type { Row } from './row.ts';
import { transact } from './transact.ts';

type LinkOperations = Pick<CacheIndex, 'link' | 'addLinks' | 'removeLink' | 'isServedByPublic'>;
type TagOperations = Pick<CacheIndex, 'tag' | 'tagVariants' | 'setTag' | 'removeTag' | 'removeTags'>;
type ProofOperations = Pick<CacheIndex, 'publicProof' | 'setPublicProof' | 'removePublicProof'>;

export function createLinkOperations(connection: DatabaseSync): LinkOperations {
  const find = connection.prepare('SELECT kind FROM links WHERE repository = ? AND digest = ?');
  const add = connection.prepare(`
    INSERT INTO links (repository, digest, kind) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET kind = excluded.kind WHERE kind <> 'served' AND excluded.kind <> kind`);
  const remove = connection.prepare('DELETE FROM links WHERE repository = ? AND digest = ?');
  const servedByPublic = connection.prepare(`
    SELECT 1 AS found FROM links JOIN proofs USING (repository) WHERE links.digest = ? AND links.kind = 'served' LIMIT 1`);
  return {
    link: (repository, wanted) => {
      const row = find.get(nameOf(repository), wanted);
      return row === undefined ? undefined : kindOf(row);
    },
    addLinks: (repository, kind, digests) => {
      const name = nameOf(repository);
      transact(connection, () => {
        for (const linked of digests) add.run(name, linked, kind);
      });
    },
    removeLink: (repository, unlinked) => void remove.run(nameOf(repository), unlinked),
    isServedByPublic: (wanted) => servedByPublic.get(wanted) !== undefined,
  };
}

export function createTagOperations(connection: DatabaseSync): TagOperations {
  const find = connection.prepare('SELECT digest, media_type, size, confirmed_at_ms FROM tags WHERE repository = ? AND tag = ? AND variant = ?');
  const all = connection.prepare('SELECT variant, digest, media_type, size, confirmed_at_ms FROM tags WHERE repository = ? AND tag = ? ORDER BY confirmed_at_ms DESC');
  const set = connection.prepare(`
    INSERT INTO tags (repository, tag, variant, digest, media_type, size, confirmed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET digest = excluded.digest, media_type = excluded.media_type, size = excluded.size, confirmed_at_ms = excluded.confirmed_at_ms`);
  const remove = connection.prepare('DELETE FROM tags WHERE repository = ? AND tag = ?');
  const removeAll = connection.prepare('DELETE FROM tags WHERE repository = ?');
  return {
    tag: (repository, tag, variant) => {
      const row = find.get(nameOf(repository), tag, variant);
      return row === undefined ? undefined : storedTag(row);
    },
    tagVariants: (repository, tag) => all.all(nameOf(repository), tag).map((row) => ({ variant: text(row, 'variant'), stored: storedTag(row) })),
    setTag: (repository, tag, variant, stored) => void set.run(nameOf(repository), tag, variant, stored.digest, stored.mediaType, stored.size, stored.confirmedAtMs),
    removeTag: (repository, tag) => void remove.run(nameOf(repository), tag),
    removeTags: (repository) => void removeAll.run(nameOf(repository)),
  };
}

export function createProofOperations(connection: DatabaseSync): ProofOperations {
  const find = connection.prepare('SELECT at_ms, digest FROM proofs WHERE repository = ?');
  const set = connection.prepare('INSERT INTO proofs (repository, at_ms, digest) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, digest = excluded.digest');
  const remove = connection.prepare('DELETE FROM proofs WHERE repository = ?');
  return {
    publicProof: (repository) => {
      const row = find.get(nameOf(repository));
      return row === undefined ? undefined : { atMs: integer(row, 'at_ms'), digest: digest(row) };
    },
    setPublicProof: (repository, proof) => void set.run(nameOf(repository), proof.atMs, proof.digest),
    removePublicProof: (repository) => void remove.run(nameOf(repository)),
  };
}

function storedTag(row: Row): StoredTag {
  return { digest: digest(row), mediaType: text(row, 'media_type'), size: integer(row, 'size'), confirmedAtMs: integer(row, 'confirmed_at_ms') };
}

/** A registry's name holds no slash, so that no two repositories are written alike. */
function nameOf({ registry, repository }: RepositoryName): string {
  return `${registry}/${repository}`;
}

function kindOf(row: Row): LinkKind {
  const kind = text(row, 'kind');
  if (kind === 'served' || kind === 'named') return kind;
  throw new UnusableIndex('it has a malformed kind');
}
