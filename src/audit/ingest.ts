// Moves records from the journal to the store where they are read. A store that is away delays them and loses none:
// a segment is removed only when the store has all of it, and storing a record twice is storing it once.
import type { Log } from '../telemetry/log.ts';
import type { JournalSegment, RecordJournal } from './record-journal.port.ts';

const secondMs = 1000;
const retryDelayMaxMs = 30 * secondMs;
/** For so long answers to requests go first. */
const putOffMaxMs = 30 * secondMs;

export interface Ingest {
  /** Moves everything that was recorded before the call. Rejects when the store or the disk is away; nothing is lost then. */
  runNow(): Promise<void>;
  /** Stops the timer and waits for a run under way. What was recorded since stays in the journal. */
  close(): Promise<void>;
}

export interface IngestOptions {
  readonly journal: Pick<RecordJournal, 'closedSegments'>;
  /** Brings all records of a segment to the store, and removes the segment (see move-segment.ts). */
  readonly move: (segment: JournalSegment) => Promise<void>;
  /** Whether the process has its hands full, so that runs by themselves are put off, 30 s at most. Asked before each segment. */
  readonly isBusy?: () => boolean;
  readonly log: Log;
  readonly now: () => number;
  readonly intervalMs: number;
}

/** Starts at once, and goes on every `intervalMs`; after failures more and more rarely. */
export function createIngest({ journal, move, isBusy = () => false, log, now, intervalMs }: IngestOptions): Ingest {
  let previous: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let failingSinceMs = 0;
  let isClosed = false;
  let ranAtMs = -Infinity;

  const moveAll = async (mayStop: () => boolean): Promise<void> => {
    const startedAtMs = now();
    // Stops at the first failure: the segments after it would meet the same.
    for (const segment of await journal.closedSegments()) {
      if (mayStop()) return;
      await move(segment);
    }
    ranAtMs = startedAtMs;
  };
  const run = (mayStop: () => boolean): Promise<void> => {
    const turn = previous.then(() => moveAll(mayStop));
    previous = turn.catch(() => undefined);
    return turn;
  };
  const runAndReport = async (mayStop: () => boolean): Promise<void> => {
    try {
      await run(mayStop);
      if (failures > 0) log.info({ awayMs: now() - failingSinceMs }, 'records of decisions reach the store again');
      failures = 0;
    } catch (error) {
      if (failures === 0) failingSinceMs = now();
      failures += 1;
      log.error({ err: error, failures }, 'records of decisions wait in the journal: they could not be moved to the store, which is tried again');
    }
  };
  const runOnAndOn = async (): Promise<void> => {
    const isOverdue = now() - ranAtMs >= putOffMaxMs;
    if (isOverdue || !isBusy()) await runAndReport(() => !isOverdue && isBusy());
    if (isClosed) return;
    const delayMs = failures === 0 ? intervalMs : retryDelayMs(intervalMs, failures);
    timer = setTimeout(() => void runOnAndOn(), delayMs).unref();
  };
  void runOnAndOn();

  return {
    runNow: () => run(() => false),
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await previous;
    },
  };
}

const retryDelayMs = (intervalMs: number, failures: number): number => Math.max(intervalMs, Math.min(retryDelayMaxMs, intervalMs * 2 ** failures));
