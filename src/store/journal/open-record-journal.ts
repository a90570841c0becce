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
import { compareSegments, isWorkerName, parseSegmentName } from './segment-name.ts';
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
  const writer = createSegmentWriter({ folder, worker, startedAtMs: now() });
  const inTurn = createTurns();
  let isClosed = false;
  const whileOpen = <T>(operation: () => Promise<T>): Promise<T> =>
    inTurn(() => (isClosed ? Promise.reject(new Error('the record journal is closed')) : operation()));

  return {
    append: (records) => whileOpen(() => writer.append(formatRecordLines(records))),
    closedSegments: () =>
      whileOpen(async () => {
        await writer.closeSegment();
        const segments = (await readdir(folder)).flatMap((file) => {
          const name = parseSegmentName(file);
          return name !== undefined && locks.hold(name.worker) ? [{ file, name }] : [];
        });
        return segments.sort((a, b) => compareSegments(a.name, b.name)).map(({ file }) => openSegment({ folder, file, log }));
      }),
    close: () =>
      inTurn(async () => {
        isClosed = true;
        await writer.closeSegment();
        locks.releaseAll();
      }),
  };
}

/** Runs operations one after the other, in the order of the calls; one that fails does not hold up those after it. */
function createTurns(): <T>(operation: () => Promise<T>) => Promise<T> {
  let previous: Promise<unknown> = Promise.resolve();
  return (operation) => {
    const turn = previous.then(operation);
    previous = turn.catch(() => undefined);
    return turn;
  };
}
