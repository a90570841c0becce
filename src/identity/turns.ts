// Lets a few at a time do what costs memory; the others wait in a bounded queue.

/** The queue is full. */
export class TooManyWaiting extends Error {
  constructor() {
    super('too many are waiting');
    this.name = 'TooManyWaiting';
  }
}

export interface Turns {
  /** Runs `work` when a place is free. @throws TooManyWaiting, the signal's reason, or what `work` throws. */
  readonly take: <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;
}

export function createTurns({ placesMax, waitingMax }: { readonly placesMax: number; readonly waitingMax: number }): Turns {
  let taken = 0;
  const waiting = new Set<() => void>();

  const enter = (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (taken < placesMax) {
      taken += 1;
      return Promise.resolve();
    }
    if (waiting.size >= waitingMax) throw new TooManyWaiting();
    return new Promise((resolve, reject) => {
      const onTurn = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = (): void => {
        waiting.delete(onTurn);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      waiting.add(onTurn);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  };
  /** Hands the place to who waits longest, else frees it. */
  const leave = (): void => {
    for (const next of waiting) {
      waiting.delete(next);
      next();
      return;
    }
    taken -= 1;
  };

  return {
    async take(work, signal) {
      await enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
