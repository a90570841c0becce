// What is in place: the index's row and the file together. Where they disagree the content is not there.
import { statSync } from 'node:fs';
import type { Digest } from '../../core/image/digest.ts';
import type { Log } from '../../telemetry/log.ts';
import type { CacheIndex, StoredContent } from './cache-index.port.ts';
import type { StoreRoom } from './content-store.ts';
import { removeQuietly } from './incoming-file.ts';
import type { CachePaths } from './path.ts';

export interface ContentInPlace {
  /** Undefined when it is not in place, or the disk or the index cannot tell. A row whose file is missing or of another size is dropped. */
  readonly find: (digest: Digest) => StoredContent | undefined;
  /** Writes down that the file is in place. False when the index cannot: the file is taken for the cache's again at the next start. */
  readonly add: (content: StoredContent) => boolean;
  readonly remove: (digest: Digest) => Promise<void>;
}

export interface ContentInPlaceOptions {
  readonly paths: CachePaths;
  readonly index: Pick<CacheIndex, 'content' | 'addContent' | 'removeContent'>;
  readonly room: StoreRoom;
  readonly log: Log;
}

export function createContentInPlace({ paths, index, room, log }: ContentInPlaceOptions): ContentInPlace {
  /** Undefined, with the room told, when it fails. */
  const attempt = <T>(operation: () => T): T | undefined => {
    try {
      return operation();
    } catch (error) {
      room.failed(error);
      return undefined;
    }
  };
  const drop = (digest: Digest): Promise<void> => {
    attempt(() => {
      const row = index.content(digest);
      index.removeContent(digest);
      if (row !== undefined) room.removed(row.size);
    });
    return removeQuietly(paths.contentFile(digest));
  };
  return {
    find: (digest) => {
      const row = attempt(() => index.content(digest));
      if (row === undefined) return undefined;
      const file = attempt(() => ({ size: statSync(paths.contentFile(digest), { throwIfNoEntry: false })?.size }));
      if (file === undefined || file.size === row.size) return file && row;
      log.warn({ digest, size: row.size, fileSize: file.size }, 'content of the cache is missing or damaged: it is fetched again');
      void drop(digest);
      return undefined;
    },
    add: (content) => {
      const isAdded = attempt(() => {
        const known = index.content(content.digest);
        index.addContent(content);
        room.stored(content.size - (known?.size ?? 0));
        return true;
      });
      return isAdded ?? false;
    },
    remove: drop,
  };
}
