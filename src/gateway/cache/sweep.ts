// Keeps the cache within its room: whenever something must go, the least recently used goes.
import type { Log } from '../../telemetry/log.ts';
import { evict, nothingRemoved } from './evict.ts';
import type { EvictionParts, Removed } from './evict.ts';
import type { Room } from './room.ts';

export interface Sweep {
  /** Removes what must go now, if anything; joins a sweep under way. Never rejects. */
  readonly runNow: () => Promise<Removed>;
  /** Waits for a sweep under way, which stops; none begins any more. */
  readonly close: () => Promise<void>;
}

export interface SweepOptions extends EvictionParts {
  readonly room: Room;
  readonly log: Pick<Log, 'info'>;
}

/** Sweeps whenever the room says so. */
export function createSweep({ index, content, room, log }: SweepOptions): Sweep {
  let underWay: Promise<Removed> | undefined;
  let isClosed = false;

  const sweep = async (): Promise<Removed> => {
    try {
      const removed = await evict({ index, content }, () => isClosed || room.excessBytes() === 0);
      const { bytes, maxBytes } = room.state();
      if (removed.count > 0) log.info({ removed: removed.count, removedBytes: removed.bytes, bytes, maxBytes }, 'the least recently used content of the cache made room');
      return removed;
    } catch (error) {
      room.failed(error);
      return nothingRemoved;
    } finally {
      room.swept();
      underWay = undefined;
    }
  };
  const runNow = (): Promise<Removed> => {
    // In a turn of its own: the room tells it in the middle of a pull.
    underWay ??= new Promise<void>((resolve) => setImmediate(resolve)).then(sweep);
    return underWay;
  };
  room.onExcess(() => {
    if (!isClosed) void runNow();
  });

  return {
    runNow,
    close: async () => {
      isClosed = true;
      await underWay;
    },
  };
}
