// A process of the fault tests: keeps records in a loop, moves them to the store meanwhile, and notes the id of each
// acknowledged one in FOLDER/WORKER.acknowledged, a line each.
//
//   node record-until-killed.ts FOLDER WORKER
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createIngest } from '../../src/audit/ingest.ts';
import { moveSegment } from '../../src/audit/move-segment.ts';
import { createUuids } from '../../src/audit/uuid.ts';
import { createRecorder } from '../../src/audit/recorder.ts';
import { pullRecord } from '../../src/store/conformance/store-under-test.ts';
import { openRecordJournal } from '../../src/store/journal/open-record-journal.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { createLog } from '../../src/telemetry/log.ts';

const { timed: newRecordId } = createUuids();

const [folder, worker] = process.argv.slice(2);
if (folder === undefined || worker === undefined) throw new Error('usage: record-until-killed.ts FOLDER WORKER');

const now = Date.now;
const log = createLog({ level: 'silent', format: 'json' });
const store = openSqliteStore({ file: join(folder, 'pullgate.db'), secretKey: new Uint8Array(32), now });
const journal = await openRecordJournal({ folder: join(folder, 'journal'), worker, now, log });
createIngest({ journal, move: (segment) => moveSegment(segment, { store }), log, now, intervalMs: 20 });
const recorder = createRecorder({ journal, log });
const acknowledged = openSync(join(folder, `${worker}.acknowledged`), 'a');

async function recordForever(): Promise<never> {
  for (;;) {
    const id = newRecordId(now());
    await recorder.record(pullRecord({ id, timeMs: now() }));
    writeSync(acknowledged, `${id}\n`); // at once: what the kernel has survives the kill
  }
}
await Promise.all(Array.from({ length: 8 }, recordForever));
