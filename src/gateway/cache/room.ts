// Whether there is room for more in the cache, and whether its disk can be written at all: a full or broken disk turns the cache off, never a pull away.
import type { Log } from '../../telemetry/log.ts';
import type { StoreRoom } from './content-store.ts';
import { createExcess } from './excess.ts';
import { createFreeSpace, freeBytesOf, reservedBytes } from './free-space.ts';
import { createStorageHealth } from './storage-health.ts';
import { describeStorageFailure } from './storage-problem.ts';
import type { StorageProblem } from './storage-problem.ts';

const MiB = 1024 * 1024;
/** Room is given back up to here when the disk runs full, so that it does not run full again at once. */
const comfortableBytes = 2 * reservedBytes;
const shareOfFree = 0.8;
/** From this size on the disk is looked at before every blob. */
const bigBytes = 64 * MiB;

export interface RoomState {
  /** Whether content is being kept now. */
  readonly isStoring: boolean;
  /** Why not. */
  readonly problem?: string;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly lowWaterBytes: number;
}

/** What the content store is told and tells is StoreRoom; the rest is for those who keep the cache in order. */
export interface Room extends StoreRoom {
  /** Looks at the disk as well. */
  readonly state: () => RoomState;
  /** Content was in place that nobody had counted, or (below 0) counted content was not. */
  readonly corrected: (differenceBytes: number) => void;
  /** How many bytes must go now; 0: none. Beyond the limit it is everything above the low water. */
  readonly excessBytes: () => number;
  /** Told whenever something must go. One listener: the sweep. */
  readonly onExcess: (listener: () => void) => void;
  /** The sweep has done what it could: what was wanted is forgotten. */
  readonly swept: () => void;
}

export interface RoomOptions {
  readonly folder: string;
  /** Undefined: 80 % of what is free and of what is cached already. */
  readonly maxBytes: number | undefined;
  readonly lowWaterShare: number;
  /** What is in the cache at the start. */
  readonly bytes: number;
  /** Free on the disk of a folder, for this user. @throws what statfs(2) fails with */
  readonly freeBytes?: (folder: string) => number;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Pick<Log, 'error' | 'info'>;
}

/** The folder must be there. @throws Error when its disk cannot be looked at and no limit is set */
export function createRoom({ folder, lowWaterShare, freeBytes = freeBytesOf, now, log, ...options }: RoomOptions): Room {
  const health = createStorageHealth({ folder, now, log });
  let bytes = options.bytes;
  let maxBytes = options.maxBytes ?? Math.floor(shareOfFree * (freeBytes(folder) + bytes));
  const excess = createExcess(lowWaterShare);
  const space = createFreeSpace({ folder, freeBytes, now, health });
  let tellSweep = (): void => undefined;

  const excessBytes = (): number => excess.of(bytes, maxBytes);
  const tellIfExcess = (): void => {
    if (excessBytes() > 0) tellSweep();
  };
  const lookAtDisk = (isFresh: boolean): number => {
    const free = space.free(isFresh);
    if (free < reservedBytes) excess.wantFree(comfortableBytes - free);
    tellIfExcess();
    return free;
  };

  return {
    mayStore: (size = 0) => {
      if (size > maxBytes || !health.mayTry()) return false;
      const free = lookAtDisk(size >= bigBytes);
      const fits = size <= free - reservedBytes;
      if (!fits) excess.wantFree(size + comfortableBytes - free);
      if (bytes + size > maxBytes) excess.wantRoom(size);
      tellIfExcess();
      return fits && health.mayTry();
    },
    stored: (size) => {
      bytes += size;
      space.changed(-size);
      health.worked();
      tellIfExcess();
    },
    removed: (size) => {
      bytes = Math.max(0, bytes - size);
      excess.removed(size);
      space.changed(size);
    },
    failed: (error) => {
      const problem = describeStorageFailure(error, folder);
      health.failed(problem);
      if (problem.kind === 'full') lookAtDisk(true);
    },
    state: () => {
      lookAtDisk(false);
      return stateOf({ problem: health.problem(), bytes, maxBytes, lowWaterShare });
    },
    corrected: (difference) => {
      bytes = Math.max(0, bytes + difference);
      if (options.maxBytes === undefined) maxBytes = Math.max(0, maxBytes + Math.floor(shareOfFree * difference));
      tellIfExcess();
    },
    excessBytes,
    onExcess: (listener) => {
      tellSweep = listener;
      tellIfExcess();
    },
    swept: excess.swept,
  };
}

function stateOf({ problem, bytes, maxBytes, lowWaterShare }: { readonly problem: StorageProblem | undefined; readonly bytes: number; readonly maxBytes: number; readonly lowWaterShare: number }): RoomState {
  const told = problem === undefined ? { isStoring: true } : { isStoring: false, problem: problem.sentence };
  return { ...told, bytes, maxBytes, lowWaterBytes: Math.floor(maxBytes * lowWaterShare) };
}
