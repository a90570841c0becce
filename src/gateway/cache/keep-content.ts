// Puts a manifest in place: small, whole and proven already.
import type { Digest } from '../../core/image/digest.ts';
import type { ContentInPlace } from './content-in-place.ts';
import type { KeptContent, StoreRoom } from './content-store.ts';
import { openIncomingFile } from './incoming-file.ts';
import type { CachePaths } from './path.ts';
import { moveFile } from './place-file.ts';
import { StorageFailed } from './storage-failed.ts';

export interface KeepOptions {
  readonly paths: CachePaths;
  readonly newIncomingFile: () => string;
  readonly inPlace: Pick<ContentInPlace, 'find' | 'add'>;
  readonly room: StoreRoom;
  readonly now: () => number;
}

/** The returned function resolves when the content is in place, or cannot be; it never rejects. Two calls at once for the same content write once. */
export function createKeep({ paths, newIncomingFile, inPlace, room, now }: KeepOptions): (content: KeptContent) => Promise<void> {
  const underWay = new Map<Digest, Promise<void>>();
  const write = async ({ digest, bytes }: KeptContent): Promise<boolean> => {
    try {
      const file = await openIncomingFile(newIncomingFile());
      try {
        await file.take(bytes);
        await file.flush();
        await file.sync();
        await moveFile(file.path, paths.contentFile(digest));
        return true;
      } catch (error) {
        await file.discard();
        throw error;
      }
    } catch (cause) {
      room.failed(new StorageFailed(`manifest ${digest} could not be written to the cache`, { cause }));
      return false;
    }
  };
  const keep = async (content: KeptContent): Promise<void> => {
    const { digest, mediaType, bytes } = content;
    const known = inPlace.find(digest);
    if (known?.mediaType === mediaType) return;
    if (known === undefined && !(room.mayStore(bytes.byteLength) && (await write(content)))) return;
    inPlace.add({ digest, size: bytes.byteLength, mediaType, usedAtMs: now() });
  };
  return async (content) => {
    const earlier = underWay.get(content.digest);
    if (earlier !== undefined) return earlier;
    const kept = keep(content).finally(() => underWay.delete(content.digest));
    underWay.set(content.digest, kept);
    return kept;
  };
}
