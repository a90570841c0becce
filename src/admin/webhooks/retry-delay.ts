// When a delivery that failed is tried again: soon at first, then more and more rarely, never all at once.

const secondMs = 1000;
const firstMs = 10 * secondMs;
const longestMs = 60 * 60 * secondMs;

/** Milliseconds after the attempt of this number, counted from 1. `random`: from 0 up to 1; half of the delay hangs on it. */
export function retryDelayMs(attempt: number, random: number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(fullMs * (0.5 + random / 2));
}
