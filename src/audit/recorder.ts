// Keeps a record before its request is answered, at little cost: what has come in by the end of one turn of the event loop goes
// together into one append. While it is under way the next one gathers, and is sent after it once it is as large.
import type { Log } from '../telemetry/log.ts';
import type { PullRecord } from './pull-record.ts';
import type { RecordJournal } from './record-journal.port.ts';

/** Records of one append. */
const batchMax = 512;
/** With more than this many waiting the disk has stopped; further requests are refused rather than gathered. */
const waitingMax = 16 * batchMax;
/** Appends at a time: a second one hides how long the disk takes; more of them would be small, and each costs. */
const appendsMax = 2;

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
  /** By the number of records in each. */
  const underWay = new Map<Promise<void>, number>();
  let isGathering = false;
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
  const mayStart = (): boolean => underWay.size === 0 || (underWay.size < appendsMax && waiting.length >= Math.min(...underWay.values()));
  const send = (): void => {
    isGathering = false;
    while (waiting.length > 0 && mayStart()) {
      const batch = waiting.splice(0, batchMax);
      const append = writeBatch(batch).then(() => {
        underWay.delete(append);
        gather();
      });
      underWay.set(append, batch.length);
    }
  };
  /** Until every request that the operating system had ready has been read: then more would have to be waited for. */
  const gather = (): void => {
    if (isGathering || waiting.length === 0) return;
    isGathering = true;
    setImmediate(send);
  };

  return {
    record: (record) => {
      if (isClosed) return Promise.reject(new Error('the recorder is closed'));
      if (waiting.length >= waitingMax) return Promise.reject(new Error('too many records are waiting for the disk'));
      return new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        gather();
      });
    },
    close: async () => {
      isClosed = true;
      while (waiting.length > 0 || underWay.size > 0) await Promise.race([endOfTurn(), ...underWay.keys()]);
    },
  };
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
