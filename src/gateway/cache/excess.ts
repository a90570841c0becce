// How much of the cache has to go: for its limit, for what is about to arrive, for a disk that runs full.

export interface Excess {
  /** Content of this size is about to arrive. */
  readonly wantRoom: (bytes: number) => void;
  /** So much is to be free on the disk, beside what is. */
  readonly wantFree: (bytes: number) => void;
  readonly removed: (bytes: number) => void;
  /** What has to go now of `bytes` in the cache, which may hold `maxBytes`. */
  readonly of: (bytes: number, maxBytes: number) => number;
  /** The sweep has done what it could: what was wanted is forgotten. */
  readonly swept: () => void;
}

interface Wanted {
  readonly room: number;
  readonly free: number;
  /** The most that may stay. */
  readonly stay: number;
}

const nothingWanted: Wanted = { room: 0, free: 0, stay: Number.POSITIVE_INFINITY };

/** @param lowWaterShare of the limit: what stays when it was exceeded */
export function createExcess(lowWaterShare: number): Excess {
  let wanted = nothingWanted;
  return {
    wantRoom: (bytes) => {
      wanted = { ...wanted, room: Math.max(wanted.room, bytes) };
    },
    wantFree: (bytes) => {
      wanted = { ...wanted, free: Math.max(wanted.free, bytes) };
    },
    removed: (bytes) => {
      wanted = { ...wanted, free: Math.max(0, wanted.free - bytes) };
    },
    of: (bytes, maxBytes) => {
      // Once over the limit, all that is above the low water goes, until the sweep has been there.
      if (bytes + wanted.room > maxBytes) wanted = { ...wanted, stay: Math.min(maxBytes * lowWaterShare, maxBytes - wanted.room) };
      // Giving everything away would not help a disk that others have filled.
      return Math.ceil(Math.max(0, bytes - wanted.stay, wanted.free <= bytes ? wanted.free : 0));
    },
    swept: () => {
      wanted = nothingWanted;
    },
  };
}
