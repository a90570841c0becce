// Reads a manifest that is in place.
import { readFile } from 'node:fs/promises';
import { manifestBytesMax } from '../../core/distribution/manifest.ts';
import type { Digest } from '../../core/image/digest.ts';
import type { Log } from '../../telemetry/log.ts';
import { algorithmOf, digestOf } from '../../upstream/verify-digest.ts';
import type { ContentInPlace } from './content-in-place.ts';
import type { StoreRoom } from './content-store.ts';
import type { CachePaths } from './path.ts';
import { isMissing } from './stored-files.ts';
import type { Uses } from './uses.ts';

export interface ReadContentOptions {
  readonly paths: CachePaths;
  readonly inPlace: Pick<ContentInPlace, 'find' | 'remove'>;
  readonly uses: Uses;
  readonly room: Pick<StoreRoom, 'failed'>;
  readonly log: Log;
}

/** The returned function never rejects: undefined when the content is not in place, too large, damaged (it is removed then), or the disk fails. */
export function createReadContent({ paths, inPlace, uses, room, log }: ReadContentOptions): (digest: Digest) => Promise<Buffer | undefined> {
  return async (digest) => {
    const content = inPlace.find(digest);
    if (content === undefined || content.size > manifestBytesMax) return undefined;
    try {
      const bytes = await readFile(paths.contentFile(digest));
      if (digestOf(bytes, algorithmOf(digest)) === digest) {
        uses.used(digest);
        return bytes;
      }
    } catch (error) {
      if (!isMissing(error)) room.failed(error); // a manifest may be swept while it is read
      return undefined;
    }
    log.warn({ digest }, 'a manifest in the cache is damaged: it is fetched again');
    await inPlace.remove(digest);
    return undefined;
  };
}
