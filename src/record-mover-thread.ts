// The thread that moves records from the journal to the store, one segment at a time.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { moveSegment } from './audit/move-segment.ts';
import type { MoveResult, RecordMoverOptions } from './record-mover.ts';
import { openSegment } from './store/journal/open-segment.ts';
import { openRecordStore } from './store/sqlite/open-record-store.ts';
import { createLog } from './telemetry/log.ts';

const { journalFolder: folder, database, log: logOptions } = workerData as RecordMoverOptions;
const log = createLog(logOptions);
const store = openRecordStore(database);
/** As long as a transaction held the store, everybody else may have it. */
const rest = (tookMs: number): Promise<void> => sleep(tookMs);

async function move(file: string): Promise<MoveResult> {
  try {
    await moveSegment(openSegment({ folder, file, log }), { store, rest });
    return { kind: 'moved' };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

parentPort?.on('message', (file: string) => void move(file).then((result) => parentPort?.postMessage(result)));
