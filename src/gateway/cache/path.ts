// Where the cache keeps its files. The version is part of every path: another layout gets another number, and begins empty.
//
//   <folder>/v1/content/sha256/3f/3f2a...   whole, proven bytes: blobs and manifests alike. A file in place is whole and never changes
//   <folder>/v1/incoming/<n>-<random>       being written, or still read by whom it arrived for; removed at start
//   <folder>/v1/index.db                    what is in place, links, tags, proofs, last use. A memory aid: it can be lost
//   <folder>/v1/owner.lock                  held by the one process that writes here (disk/lock-file.ts)
import { join } from 'node:path';
import type { Digest } from '../../core/image/digest.ts';

const layoutVersion = 'v1';

export interface CachePaths {
  /** All of this version. */
  readonly root: string;
  readonly contentFolder: string;
  readonly contentFile: (digest: Digest) => string;
  readonly incomingFolder: string;
  readonly indexFile: string;
  readonly lockFile: string;
}

export function cachePaths(folder: string): CachePaths {
  const root = join(folder, layoutVersion);
  const contentFolder = join(root, 'content');
  return {
    root,
    contentFolder,
    contentFile: (digest) => {
      const colon = digest.indexOf(':');
      const hex = digest.slice(colon + 1);
      return join(contentFolder, digest.slice(0, colon), hex.slice(0, 2), hex);
    },
    incomingFolder: join(root, 'incoming'),
    indexFile: join(root, 'index.db'),
    lockFile: join(root, 'owner.lock'),
  };
}
