// Keeps a record before its request is answered, at little cost: what has come in by the end of one turn of the event loop, and while
// an append is under way, goes together into the next.
import type { Log } from '../telemetry/log.ts';
import type { PullRecord } from './pull-record.ts';
import type { RecordJournal } from './record-journal.port.ts';

/** Records of one append. */
const batchMax = 512;
/** With more than this many waiting the disk has stopped; further requests are refused rather than gathered. */
const waitingMax = 16 * batchMax;

export interface Recorder {
  /** Resolves once the record would survive SIGKILL and power loss; rejects when it may not, and then the request must not be granted. */
  record(record: PullRecord): Promise<void>;
  /** Waits for what is under way; what comes later is rejected. Does not close the journal. */
  close(): Promise<void>;
}

interface Waiting {
  readonly record: PullRecord;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export function createRecorder({ journal, log }: { readonly journal: Pick<RecordJournal, 'append'>; readonly log: Log }): Recorder {
  const waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let isFailing = false;
  let isClosed = false;

  const writeBatch = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await journal.append(batch.map(({ record }) => record));
    } catch (cause) {
      if (!isFailing) log.error({ err: cause }, 'records of decisions cannot be kept, so requests are refused: see whether the disk of the data folder is full');
      isFailing = true;
      for (const { reject } of batch) reject(new Error('the record of this decision could not be kept', { cause }));
      return;
    }
    if (isFailing) log.info({}, 'records of decisions are kept again');
    isFailing = false;
    for (const { resolve } of batch) resolve();
  };
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      await endOfTurn();
      await writeBatch(waiting.splice(0, batchMax));
    }
    writing = undefined;
  };

  return {
    record: (record) => {
      if (isClosed) return Promise.reject(new Error('the recorder is closed'));
      if (waiting.length >= waitingMax) return Promise.reject(new Error('too many records are waiting for the disk'));
      return new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        writing ??= writeAll();
      });
    },
    close: async () => {
      isClosed = true;
      await writing;
    },
  };
}

/** After every request that the operating system had ready has been read: then nothing more can be gathered without waiting for it. */
function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
