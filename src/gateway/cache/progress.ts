// How far a file that is being written has come, and who waits for more of it.

/** What readers see. The terms are those of BlobLease. */
export interface Progress {
  /** Bytes of the whole; undefined while nobody knows. */
  readonly size: () => number | undefined;
  /** 0 once it has failed, so that every reader notices. */
  readonly available: () => number;
  readonly isWhole: () => boolean;
  readonly more: (position: number, signal: AbortSignal) => Promise<void>;
}

/** What the writer tells. */
export interface ProgressControl extends Progress {
  readonly expect: (size: number | undefined) => void;
  /** So many bytes are in the file, from its beginning. */
  readonly wrote: (bytes: number) => void;
  /** All bytes are in the file, and proven. */
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

interface Waiter {
  readonly position: number;
  readonly wake: () => void;
}

/** The last byte is held back until all are proven: so nobody gets a whole wrong blob, and everybody gets what comes as soon as it comes. */
const heldBackBytes = 1;

export function createProgress(): ProgressControl {
  const waiters = new Set<Waiter>();
  let size: number | undefined;
  let written = 0;
  let isWhole = false;
  let failure: Error | undefined;

  const available = (): number => {
    if (failure !== undefined) return 0;
    return isWhole ? written : Math.max(0, Math.min(written, (size ?? written) - heldBackBytes));
  };
  const isOver = (position: number): boolean => failure !== undefined || isWhole || position < available();
  const wakeReaders = (): void => {
    for (const waiter of waiters) {
      if (isOver(waiter.position)) waiter.wake();
    }
  };

  return {
    size: () => (isWhole ? written : size),
    available,
    isWhole: () => isWhole,
    more: async (position, signal) => {
      signal.throwIfAborted();
      if (!isOver(position)) {
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            waiters.delete(waiter);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          const waiter = { position, wake };
          waiters.add(waiter);
          signal.addEventListener('abort', wake);
        });
      }
      signal.throwIfAborted();
      if (failure !== undefined) throw failure;
    },
    expect: (bytes) => {
      size = bytes;
    },
    wrote: (bytes) => {
      written = bytes;
      wakeReaders();
    },
    finish: () => {
      isWhole = true;
      wakeReaders();
    },
    fail: (error) => {
      failure = error;
      wakeReaders();
    },
  };
}
