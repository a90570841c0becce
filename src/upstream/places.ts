// Bounds how many bodies come from one upstream at once, so that its connections are never all taken by them.
import { UpstreamError } from './error.ts';

export interface Places {
  /**
   * Resolves with what frees the place again, once one is free; freeing it twice is the same as once. Who waits longest goes first.
   * @throws UpstreamError `timeout` when none gets free in time, or the signal's reason
   */
  readonly enter: (signal: AbortSignal) => Promise<() => void>;
}

export interface PlacesOptions {
  readonly registry: string;
  readonly placesMax: number;
  readonly waitMs: number;
}

export function createPlaces({ registry, placesMax, waitMs }: PlacesOptions): Places {
  let taken = 0;
  const waiting = new Set<() => void>();

  const place = (): (() => void) => {
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const [next] = waiting;
      if (next === undefined) taken -= 1;
      else next();
    };
  };

  const wait = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        waiting.delete(onTurn);
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      };
      const onTurn = (): void => {
        settle();
        resolve();
      };
      const onAbort = (): void => {
        settle();
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      const timer = setTimeout(() => {
        settle();
        reject(new UpstreamError({ kind: 'timeout', registry, problem: `is sending ${placesMax} blobs already, and none ended within ${waitMs / 1000} s` }));
      }, waitMs);
      waiting.add(onTurn);
      signal.addEventListener('abort', onAbort, { once: true });
    });

  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (taken < placesMax) taken += 1;
      else await wait(signal);
      return place();
    },
  };
}
