// Asking again: only for reads, only for what may pass at once, twice at most and within a budget.
import { setTimeout as sleep } from 'node:timers/promises';
import { UpstreamError } from './error.ts';

const retriesMax = 2;
const firstDelayMs = 100;

export interface RetryBudget {
  /** No attempt starts later than this after the first one. */
  readonly budgetMs: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onRetry?: (error: UpstreamError, delayMs: number) => void;
}

/** Runs `attempt` until it resolves, fails for good, or the retries are used up; then it fails as the last attempt did. */
export async function retry<T>(attempt: () => Promise<T>, { budgetMs, now, signal, onRetry }: RetryBudget): Promise<T> {
  const startedAtMs = now();
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof UpstreamError) || !error.isTransient || retries === retriesMax) throw error;
      // Between half and all of 100 ms, then of 400 ms, so that many pulls that failed together do not come back together.
      const delayMs = firstDelayMs * 4 ** retries * (0.5 + Math.random() / 2);
      if (now() - startedAtMs + delayMs > budgetMs) throw error;
      onRetry?.(error, delayMs);
      await pause(delayMs, signal);
    }
  }
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(delayMs, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}
