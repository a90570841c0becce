// Removes records that are older than an operator wants to keep them, and says so.
import type { Log } from '../telemetry/log.ts';
import type { RecordStore } from './record-store.port.ts';

export const retentionDaysDefault = 90;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

export interface Retention {
  /** Removes what is too old now, and returns how many records that were. */
  runNow(): Promise<number>;
  /** Stops the timer and waits for a run under way. */
  close(): Promise<void>;
}

export interface RetentionOptions {
  readonly store: RecordStore;
  readonly retentionDays?: number;
  readonly now: () => number;
  readonly log: Log;
}

/** Starts at once, and goes on every hour. */
export function createRetention({ store, retentionDays = retentionDaysDefault, now, log }: RetentionOptions): Retention {
  if (!(retentionDays > 0)) throw new RangeError('records must be kept for more than 0 days: set the retention to at least 1');
  let previous: Promise<unknown> = Promise.resolve();

  const removeOld = async (): Promise<number> => {
    const nowMs = now();
    const beforeMs = nowMs - retentionDays * dayMs;
    const removed = await store.removeRecordsBefore(beforeMs, nowMs);
    if (removed > 0) log.info({ removed, before: new Date(beforeMs).toISOString(), retentionDays }, 'records of decisions were removed, being older than the retention time');
    return removed;
  };
  const run = (): Promise<number> => {
    const turn = previous.then(removeOld);
    previous = turn.catch(() => undefined);
    return turn;
  };
  const runAndReport = (): void => {
    run().catch((error: unknown) => log.error({ err: error }, 'old records of decisions could not be removed: tried again in an hour'));
  };
  const timer = setInterval(runAndReport, hourMs).unref();
  runAndReport();

  return {
    runNow: run,
    close: async () => {
      clearInterval(timer);
      await previous;
    },
  };
}
