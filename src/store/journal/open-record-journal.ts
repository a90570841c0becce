// The record journal: append-only files of one JSON line a record, which keep records until the store has them.
//
//   <folder>/<worker>-<startTime>-<n>.ndjson           a segment; the newest of a living worker is still being written
//   <folder>/<worker>-<startTime>-<n>.ndjson.corrupt   a segment with damaged lines, kept aside after its good ones were read
//   <folder>/<worker>.lock                             held by the worker's process (see worker-lock.ts)
import { mkdir, readdir } from 'node:fs/promises';
import type { RecordJournal } from '../../audit/record-journal.port.ts';
import type { Log } from '../../telemetry/log.ts';
import { StoreError } from '../store-error.ts';
import { openSegment } from './open-segment.ts';
import { formatRecordLines } from './record-line.ts';
import { compareSegments, formatSegmentName, isWorkerName, parseSegmentName } from './segment-name.ts';
import { createSegmentWriter } from './segment-writer.ts';
import { createWorkerLocks } from './worker-lock.ts';

export interface RecordJournalOptions {
  /** On a local disk; made when missing. Several processes may share it, each with a worker name of its own. */
  readonly folder: string;
  /** Lower-case letters, digits, `-` and `_`; the same after a restart. */
  readonly worker: string;
  readonly now: () => number;
  readonly log: Log;
}

/** Throws StoreError `worker-name-taken` while another process has a journal open under the same name. */
export async function openRecordJournal({ folder, worker, now, log }: RecordJournalOptions): Promise<RecordJournal> {
  if (!isWorkerName(worker)) throw new Error(`a worker cannot be named ${worker}: use lower-case letters, digits, - and _`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const locks = createWorkerLocks(folder);
  if (!locks.hold(worker)) {
    throw new StoreError('worker-name-taken', `another pullgate keeps its records in ${folder} (worker ${worker}): stop it, or use another data folder`);
  }
  const startedAtMs = now();
  let created = 0;
  const nextName = (): string => formatSegmentName({ worker, startedAtMs, number: created++ });
  // An append that comes while another is under way goes to a second segment, and does not wait for it.
  const first = createTurns(createSegmentWriter({ folder, nextName }));
  const second = createTurns(createSegmentWriter({ folder, nextName }));
  let isClosed = false;
  const whileOpen = <T>(operation: () => Promise<T>): Promise<T> => (isClosed ? Promise.reject(new Error('the record journal is closed')) : operation());
  /** While nothing is appended. */
  const alone = <T>(operation: () => Promise<T>): Promise<T> =>
    first.inTurn((firstWriter) =>
      second.inTurn(async (secondWriter) => {
        await firstWriter.closeSegment();
        await secondWriter.closeSegment();
        return operation();
      }),
    );

  return {
    append: (records) => {
      const turns = first.waiting() <= second.waiting() ? first : second;
      return turns.inTurn((writer) => whileOpen(() => writer.append(formatRecordLines(records))));
    },
    closedSegments: () =>
      whileOpen(() => alone(async () => {
        const segments = (await readdir(folder)).flatMap((file) => {
          const name = parseSegmentName(file);
          return name !== undefined && locks.hold(name.worker) ? [{ file, name }] : [];
        });
        return segments.sort((a, b) => compareSegments(a.name, b.name)).map(({ file }) => openSegment({ folder, file, log }));
      })),
    close: () =>
      alone(() => {
        isClosed = true;
        locks.releaseAll();
        return Promise.resolve();
      }),
  };
}

interface Turns<Of> {
  /** Runs operations one after the other, in the order of the calls; one that fails does not hold up those after it. */
  readonly inTurn: <T>(operation: (of: Of) => Promise<T>) => Promise<T>;
  /** How many are under way or wait. */
  readonly waiting: () => number;
}

function createTurns<Of>(of: Of): Turns<Of> {
  let previous: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    inTurn: (operation) => {
      waiting += 1;
      const turn = previous.then(() => operation(of)).finally(() => (waiting -= 1));
      previous = turn.catch(() => undefined);
      return turn;
    },
    waiting: () => waiting,
  };
}
