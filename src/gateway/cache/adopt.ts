// Takes up a file that is in place and unknown to the index, which a crash, or the loss of the index, leaves behind.
import { readFile, stat } from 'node:fs/promises';
import { RegistryError } from '../../core/distribution/error.ts';
import { describeManifest, manifestBytesMax } from '../../core/distribution/manifest.ts';
import type { Digest } from '../../core/image/digest.ts';
import type { CacheIndex } from './cache-index.port.ts';
import type { CachePaths } from './path.ts';
import { isMissing } from './stored-files.ts';

export interface AdoptParts {
  readonly paths: Pick<CachePaths, 'contentFile'>;
  readonly index: Pick<CacheIndex, 'content' | 'addContent'>;
}

/**
 * Adds the file's row unless it has one, or is newer than `beforeMs`: that one is being put in place. Resolves with whether it did.
 * The content is not read, except to tell manifests from blobs: a file in place is whole. Rejects with Node's error or StorageFailed.
 */
export async function adopt({ paths, index }: AdoptParts, digest: Digest, beforeMs: number): Promise<boolean> {
  const file = paths.contentFile(digest);
  try {
    const { size, mtimeMs } = await stat(file);
    if (mtimeMs >= beforeMs) return false;
    const mediaType = size > manifestBytesMax ? null : mediaTypeOf(await readFile(file));
    if (index.content(digest) !== undefined) return false;
    index.addContent({ digest, size, mediaType, usedAtMs: Math.floor(mtimeMs) });
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function mediaTypeOf(bytes: Buffer): string | null {
  if (bytes[0] !== '{'.charCodeAt(0)) return null;
  try {
    return describeManifest(bytes).mediaType;
  } catch (error) {
    if (error instanceof RegistryError) return null;
    throw error;
  }
}
