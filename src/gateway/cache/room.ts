// Whether there is room for more in the cache, and whether its disk can be written at all: a full or broken disk turns the cache off, never a pull away.
import type { Log } from '../../telemetry/log.ts';
import type { StoreRoom } from './content-store.ts';
import { createFreeSpace, freeBytesOf, reservedBytes } from './free-space.ts';
import { createStorageHealth } from './storage-health.ts';
import { describeStorageFailure } from './storage-problem.ts';

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

interface Wanted {
  /** Of content that is about to arrive. */
  readonly bytes: number;
  /** To be free on the disk, beside what is. */
  readonly freeBytes: number;
  /** The most that may stay. */
  readonly stayBytes: number;
}

const nothingWanted: Wanted = { bytes: 0, freeBytes: 0, stayBytes: Number.POSITIVE_INFINITY };

/** The folder must be there. @throws Error when its disk cannot be looked at and no limit is set */
export function createRoom({ folder, lowWaterShare, freeBytes = freeBytesOf, now, log, ...options }: RoomOptions): Room {
  const health = createStorageHealth({ folder, now, log });
  let bytes = options.bytes;
  let maxBytes = options.maxBytes ?? Math.floor(shareOfFree * (freeBytes(folder) + bytes));
  let wanted = nothingWanted;
  const space = createFreeSpace({ folder, freeBytes, now, health });
  let tellSweep = (): void => undefined;

  const excessBytes = (): number => {
    // Once over the limit, all that is above the low water goes, until the sweep has been there.
    if (bytes + wanted.bytes > maxBytes) wanted = { ...wanted, stayBytes: Math.min(maxBytes * lowWaterShare, maxBytes - wanted.bytes) };
    // Giving everything away would not help a disk that others have filled.
    return Math.ceil(Math.max(0, bytes - wanted.stayBytes, wanted.freeBytes <= bytes ? wanted.freeBytes : 0));
  };
  const tellIfExcess = (): void => {
    if (excessBytes() > 0) tellSweep();
  };
  const wantFree = (free: number): void => {
    wanted = { ...wanted, freeBytes: Math.max(wanted.freeBytes, free) };
  };

  return {
    mayStore: (size = 0) => {
      if (size > maxBytes || !health.mayTry()) return false;
      const free = space.free(size >= bigBytes);
      const fits = size <= free - reservedBytes;
      if (!fits) wantFree(size + comfortableBytes - free);
      if (bytes + size > maxBytes) wanted = { ...wanted, bytes: Math.max(wanted.bytes, size) };
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
      wanted = { ...wanted, freeBytes: Math.max(0, wanted.freeBytes - size) };
      space.changed(size);
    },
    failed: (error) => {
      const problem = describeStorageFailure(error, folder);
      health.failed(problem);
      if (problem.kind === 'full') wantFree(comfortableBytes - space.free(true));
      tellIfExcess();
    },
    state: () => ({ ...health.state(), bytes, maxBytes, lowWaterBytes: Math.floor(maxBytes * lowWaterShare) }),
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
    swept: () => {
      wanted = nothingWanted;
    },
  };
}

