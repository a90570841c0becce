// The time, told anew once a minute, so that "3 minutes ago" does not grow old.
import { useSyncExternalStore } from 'react';

const minuteMs = 60_000;

function createClock() {
  let nowMs = Date.now();
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    nowMs = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    now: () => nowMs,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      timer ??= setInterval(tick, minuteMs);
      // What is shown for the first time is newer than the last tick.
      if (Date.now() - nowMs > 1000) queueMicrotask(tick);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const clock = createClock();

/** Milliseconds since the Unix epoch. */
export function useNow(): number {
  return useSyncExternalStore(clock.subscribe, clock.now);
}
