// What every part of the composition works with.
import type { Config } from './config/config.ts';
import type { Log } from './telemetry/log.ts';

export interface Parts {
  readonly config: Config;
  readonly log: Log;
  /** Closed in the reverse order when the process ends. */
  readonly closers: AsyncDisposableStack;
}

/** How long requests under way may take when Pullgate is stopped. */
export const graceMs = 10_000;

/** The clock of the process, in ms since the epoch. */
export const now = Date.now;
