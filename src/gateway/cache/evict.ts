// Removes what was used least recently, and never what somebody reads.
import type { CacheIndex } from './cache-index.port.ts';
import type { ContentStore } from './content-store.ts';

/** Few enough to be read from the index in well under a millisecond. */
const batch = 32;

export interface EvictionParts {
  readonly index: Pick<CacheIndex, 'content' | 'leastRecentlyUsed'>;
  readonly content: Pick<ContentStore, 'isLeased' | 'remove'>;
}

export interface Removed {
  readonly count: number;
  readonly bytes: number;
}

export const nothingRemoved: Removed = { count: 0, bytes: 0 };

/** Goes on, one file after the other, until `isEnough` or nothing is left that may go. @throws StorageFailed when the index fails */
export async function evict({ index, content }: EvictionParts, isEnough: () => boolean): Promise<Removed> {
  let removed = nothingRemoved;
  let kept = 0;
  while (!isEnough()) {
    const oldest = index.leastRecentlyUsed(batch, kept);
    if (oldest.length === 0) break;
    for (const { digest, size } of oldest) {
      if (isEnough()) break;
      if (!content.isLeased(digest)) await content.remove(digest);
      if (index.content(digest) === undefined) removed = { count: removed.count + 1, bytes: removed.bytes + size };
      else kept += 1; // read just now, or its row cannot be removed: passed over, or this would never end
    }
  }
  return removed;
}
