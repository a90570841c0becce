// Brings the index and the files together again: either may be ahead of the other after a crash.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Digest } from '../../core/image/digest.ts';
import { adopt } from './adopt.ts';
import type { AdoptParts } from './adopt.ts';
import type { CacheIndex } from './cache-index.port.ts';
import type { ContentStore } from './content-store.ts';
import type { CachePaths } from './path.ts';
import type { Room } from './room.ts';
import { listShard, prefixOf, shards } from './stored-files.ts';
import type { Shard } from './stored-files.ts';

/** After each shard that holds something, so that pulls go first. */
const pauseMs = 5;

export interface ReconcileParts extends AdoptParts {
  readonly paths: Pick<CachePaths, 'contentFile' | 'contentFolder'>;
  readonly index: AdoptParts['index'] & Pick<CacheIndex, 'contentUnder' | 'totals'>;
  readonly content: Pick<ContentStore, 'remove' | 'isInFlight'>;
  readonly room: Pick<Room, 'corrected' | 'state'>;
}

export interface Reconciled {
  /** Rows and files that were looked at. */
  readonly count: number;
  /** Rows without a file: removed. */
  readonly dropped: readonly Digest[];
  /** Files without a row: it was added. */
  readonly adopted: readonly Digest[];
}

/**
 * One shard after the other, as `signal` allows. Files newer than `beforeMs` (since the epoch) are being put in place, and left alone.
 * Rejects with Node's error, StorageFailed, or the signal's reason.
 */
export async function reconcile(parts: ReconcileParts, { beforeMs, signal }: { readonly beforeMs: number; readonly signal: AbortSignal }): Promise<{ readonly dropped: number; readonly adopted: number }> {
  let dropped = 0;
  let adopted = 0;
  for (const shard of shards) {
    const found = await reconcileShard(parts, shard, beforeMs);
    dropped += found.dropped.length;
    adopted += found.adopted.length;
    if (found.count > 0) await sleep(pauseMs, undefined, { signal });
  }
  recount(parts);
  return { dropped, adopted };
}

/** The same for one shard; the room is not recounted. */
export async function reconcileShard(parts: ReconcileParts, shard: Shard, beforeMs: number): Promise<Reconciled> {
  const { paths, index, content } = parts;
  const rows = new Set(index.contentUnder(prefixOf(shard)).map(({ digest }) => digest));
  const files = new Set(await listShard(paths, shard));
  const dropped: Digest[] = [];
  const adopted: Digest[] = [];
  for (const digest of rows) {
    if (files.has(digest) || index.content(digest) === undefined) continue; // removed since
    await content.remove(digest);
    dropped.push(digest);
  }
  for (const digest of files) {
    if (rows.has(digest) || content.isInFlight(digest)) continue;
    if (await adopt(parts, digest, beforeMs)) adopted.push(digest);
  }
  return { count: rows.size + files.size, dropped, adopted };
}

/** Tells the room what the index holds now. */
export function recount({ index, room }: Pick<ReconcileParts, 'index' | 'room'>): void {
  room.corrected(index.totals().bytes - room.state().bytes);
}
