// Moves records from the journal to the store where they are read. A store that is away delays them and loses none:
// a segment is removed only when the store has all of it, and storing a record twice is storing it once.
import type { Log } from '../telemetry/log.ts';
import type { RecordJournal } from './record-journal.port.ts';
import type { RecordStore } from './record-store.port.ts';

const retryDelayMaxMs = 30_000;

export interface Ingest {
  /** Moves everything that was recorded before the call. Rejects when the store or the disk is away; nothing is lost then. */
  runNow(): Promise<void>;
  /** Stops the timer and waits for a run under way. What was recorded since stays in the journal. */
  close(): Promise<void>;
}

export interface IngestOptions {
  readonly journal: RecordJournal;
  readonly store: RecordStore;
  readonly log: Log;
  readonly now: () => number;
  readonly intervalMs: number;
}

/** Starts at once, and goes on every `intervalMs`; after failures more and more rarely. */
export function createIngest({ journal, store, log, now, intervalMs }: IngestOptions): Ingest {
  let previous: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let failingSinceMs = 0;
  let isClosed = false;

  const run = (): Promise<void> => {
    const turn = previous.then(() => moveSegments(journal, store));
    previous = turn.catch(() => undefined);
    return turn;
  };
  const runAndReport = async (): Promise<void> => {
    try {
      await run();
      if (failures > 0) log.info({ awayMs: now() - failingSinceMs }, 'records of decisions reach the store again');
      failures = 0;
    } catch (error) {
      if (failures === 0) failingSinceMs = now();
      failures += 1;
      log.error({ err: error, failures }, 'records of decisions wait in the journal: they could not be moved to the store, which is tried again');
    }
  };
  const runOnAndOn = async (): Promise<void> => {
    await runAndReport();
    if (isClosed) return;
    const delayMs = failures === 0 ? intervalMs : retryDelayMs(intervalMs, failures);
    timer = setTimeout(() => void runOnAndOn(), delayMs).unref();
  };
  void runOnAndOn();

  return {
    runNow: run,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await previous;
    },
  };
}

const retryDelayMs = (intervalMs: number, failures: number): number => Math.max(intervalMs, Math.min(retryDelayMaxMs, intervalMs * 2 ** failures));

/** Stops at the first failure: the segments after it would meet the same. */
async function moveSegments(journal: RecordJournal, store: RecordStore): Promise<void> {
  for (const segment of await journal.closedSegments()) {
    for await (const records of segment.read()) await store.insertRecords(records);
    await segment.remove();
  }
}
