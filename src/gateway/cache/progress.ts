// How far a file that is being written has come, and who waits for more of it.

/** What readers see. The terms are those of BlobLease. */
export interface Progress {
  /** Bytes of the whole; undefined while nobody knows. */
  readonly size: () => number | undefined;
  /** 0 once it has failed, so that every reader notices. */
  readonly available: () => number;
  readonly isWhole: () => boolean;
  readonly more: (position: number, signal: AbortSignal) => Promise<void>;
  readonly beginning: (signal: AbortSignal) => Promise<Buffer | undefined>;
}

/** What the writer tells. */
export interface ProgressControl extends Progress {
  readonly expect: (size: number | undefined) => void;
  /** The first of all pieces has come, and is not in the file yet. What is kept of it is copied. */
  readonly began: (piece: Buffer) => void;
  /** So many bytes are in the file, from its beginning. */
  readonly wrote: (bytes: number) => void;
  /** All bytes are in the file, and proven. */
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

interface Waiter {
  readonly isOver: () => boolean;
  readonly wake: () => void;
}

/** The last byte is held back until all are proven: so nobody gets a whole wrong blob, and everybody gets what comes as soon as it comes. */
const heldBackBytes = 1;
const KiB = 1024;
/** Enough for a client to begin with while the first piece is being written. */
const beginningBytesMax = 64 * KiB;

export function createProgress(): ProgressControl {
  const waiters = createWaiters();
  let size: number | undefined;
  let written = 0;
  /** Until the file has it. */
  let beginning: Buffer | undefined;
  let isWhole = false;
  let failure: Error | undefined;

  const provenOf = (bytes: number): number => (isWhole ? bytes : Math.max(0, Math.min(bytes, (size ?? bytes) - heldBackBytes)));
  const available = (): number => (failure === undefined ? provenOf(written) : 0);
  const isOver = (position: number): boolean => failure !== undefined || isWhole || position < available();
  const wait = async (over: () => boolean, signal: AbortSignal): Promise<void> => {
    await waiters.wait(over, signal);
    if (failure !== undefined) throw failure;
  };

  return {
    size: () => (isWhole ? written : size),
    available,
    isWhole: () => isWhole,
    more: (position, signal) => wait(() => isOver(position), signal),
    beginning: async (signal) => {
      await wait(() => beginning !== undefined || isOver(0), signal);
      return beginning?.subarray(0, provenOf(beginning.byteLength));
    },
    expect: (bytes) => {
      size = bytes;
    },
    began: (piece) => {
      beginning = Buffer.from(piece.subarray(0, beginningBytesMax));
      waiters.wake();
    },
    wrote: (bytes) => {
      written = bytes;
      beginning = undefined;
      waiters.wake();
    },
    finish: () => {
      isWhole = true;
      waiters.wake();
    },
    fail: (error) => {
      failure = error;
      waiters.wake();
    },
  };
}

interface Waiters {
  /** Resolves once `isOver`. Rejects with the signal's reason. */
  readonly wait: (isOver: () => boolean, signal: AbortSignal) => Promise<void>;
  /** Looks who need not wait any longer. */
  readonly wake: () => void;
}

function createWaiters(): Waiters {
  const waiters = new Set<Waiter>();
  return {
    wait: async (isOver, signal) => {
      signal.throwIfAborted();
      if (isOver()) return;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiters.delete(waiter);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const waiter = { isOver, wake };
        waiters.add(waiter);
        signal.addEventListener('abort', wake);
      });
      signal.throwIfAborted();
    },
    wake: () => {
      for (const waiter of waiters) {
        if (waiter.isOver()) waiter.wake();
      }
    },
  };
}
