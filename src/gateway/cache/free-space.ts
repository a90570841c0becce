// How much is free on the cache's disk. What must stay free there is not the cache's: the records of pulls are most likely kept beside it.
import { statfsSync } from 'node:fs';
import type { StorageHealth } from './storage-health.ts';
import { describeStorageFailure, shortOfRoom } from './storage-problem.ts';

const MiB = 1024 * 1024;
/** With less than this the disk counts as full. */
export const reservedBytes = 256 * MiB;
const lookMs = 1000;

export interface FreeSpace {
  /** As last looked at, unless that is too long ago or `isFresh` is wanted. A disk that is short of room, or cannot be looked at, is a failure of the cache's, until it no longer is. */
  readonly free: (isFresh: boolean) => number;
  /** Something was written (below 0) or removed since. */
  readonly changed: (bytes: number) => void;
}

export interface FreeSpaceOptions {
  readonly folder: string;
  /** Free on the disk of a folder, for this user. */
  readonly freeBytes: (folder: string) => number;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly health: Pick<StorageHealth, 'failed' | 'worked' | 'problem'>;
}

export function createFreeSpace({ folder, freeBytes, now, health }: FreeSpaceOptions): FreeSpace {
  let free = Number.POSITIVE_INFINITY;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return {
    free: (isFresh) => {
      if (!isFresh && Math.abs(now() - lookedAtMs) < lookMs) return free;
      try {
        free = freeBytes(folder);
        lookedAtMs = now();
        if (free < reservedBytes) health.failed(shortOfRoom(folder, free, reservedBytes));
        else if (health.problem()?.kind === 'short') health.worked();
      } catch (error) {
        health.failed(describeStorageFailure(error, folder));
      }
      return free;
    },
    changed: (bytes) => {
      free += bytes;
    },
  };
}

/** @throws what statfs(2) fails with */
export function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
