// Waiting a while for work that goes on without its waiter.
import { setTimeout as sleep } from 'node:timers/promises';

/** What the work resolves to; undefined when that takes longer than `timeoutMs`. Rejects as the work does, or with the signal's reason. */
export async function waitAtMost<T>(work: Promise<T>, timeoutMs: number, signal: AbortSignal): Promise<T | undefined> {
  const ended = new AbortController();
  const waiting = sleep(timeoutMs, undefined, { signal: AbortSignal.any([signal, ended.signal]) });
  // Once the work has settled, nobody asks how the wait ended.
  waiting.catch(() => undefined);
  try {
    return await Promise.race([work, waiting]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    ended.abort();
  }
}
