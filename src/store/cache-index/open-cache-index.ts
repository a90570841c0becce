// The cache's index as one SQLite file, on the disk that holds the cache.
import type { DatabaseSync } from 'node:sqlite';
import type { CacheIndex } from '../../gateway/cache/cache-index.port.ts';
import type { Log } from '../../telemetry/log.ts';
import { asStorageFailed, connect, setAside } from './connect.ts';
import { createContentOperations } from './content.ts';
import { createForget } from './forget.ts';
import { isUnusable } from './index-error.ts';
import { createLinkOperations, createProofOperations, createTagOperations } from './repositories.ts';

export interface CacheIndexOptions {
  /** Path of the database, in a folder that is there; ':memory:' keeps it nowhere. */
  readonly file: string;
  readonly log: Pick<Log, 'warn'>;
}

type Operations = Omit<CacheIndex, 'close'>;

/**
 * Opens the index, making the file when it is missing. One that is damaged or foreign is moved to `FILE.damaged`, now or when it
 * shows, and begun anew. @throws StorageFailed, as every operation of the index does when the disk will not have it
 */
export function openCacheIndex({ file, log }: CacheIndexOptions): CacheIndex {
  let connection = connect(file, log);
  let operations = createOperations(connection);
  let isClosed = false;

  const close = (): void => {
    if (connection.isOpen) connection.close();
  };
  const explain = (error: unknown): Error => {
    if (isUnusable(error) && !isClosed && file !== ':memory:') {
      close();
      setAside(file, error, log);
      connection = connect(file, log);
      operations = createOperations(connection);
    }
    return asStorageFailed(error, file);
  };
  const guarded = <Name extends keyof Operations>(name: Name): Operations[Name] =>
    ((...parameters: readonly never[]) => {
      try {
        return (operations[name] as (...all: readonly never[]) => unknown)(...parameters);
      } catch (error) {
        throw explain(error);
      }
    }) as Operations[Name];

  return {
    content: guarded('content'),
    addContent: guarded('addContent'),
    removeContent: guarded('removeContent'),
    touch: guarded('touch'),
    leastRecentlyUsed: guarded('leastRecentlyUsed'),
    contentUnder: guarded('contentUnder'),
    totals: guarded('totals'),
    link: guarded('link'),
    addLinks: guarded('addLinks'),
    removeLink: guarded('removeLink'),
    isServedByPublic: guarded('isServedByPublic'),
    tag: guarded('tag'),
    tagVariants: guarded('tagVariants'),
    setTag: guarded('setTag'),
    removeTag: guarded('removeTag'),
    removeTags: guarded('removeTags'),
    publicProof: guarded('publicProof'),
    setPublicProof: guarded('setPublicProof'),
    removePublicProof: guarded('removePublicProof'),
    forgetBefore: guarded('forgetBefore'),
    close: () => {
      isClosed = true;
      close();
    },
  };
}

function createOperations(connection: DatabaseSync): Operations {
  return {
    ...createContentOperations(connection),
    ...createLinkOperations(connection),
    ...createTagOperations(connection),
    ...createProofOperations(connection),
    ...createForget(connection),
  };
}
