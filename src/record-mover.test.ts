// The thread that moves records: what it was told to move is in the store, or still in the journal.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createRecordMover } from './record-mover.ts';
import { pullRecord } from './store/conformance/store-under-test.ts';
import { openRecordJournal } from './store/journal/open-record-journal.ts';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.ts';
import { createLog } from './telemetry/log.ts';

async function prepare(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-mover-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const journalFolder = join(folder, 'journal');
  const database = join(folder, 'store.db');
  const silent = { level: 'silent', format: 'json' } as const;
  const journal = await openRecordJournal({ folder: journalFolder, worker: 'w', now: () => 1, log: createLog(silent) });
  t.after(() => journal.close());
  const mover = createRecordMover({ journalFolder, database, log: silent });
  t.after(() => mover.close());
  const openStore = () => {
    const store = openSqliteStore({ file: database, secretKey: new Uint8Array(32), now: () => 1 });
    t.after(() => store.close());
    return store;
  };
  const moveAll = async (): Promise<void> => {
    for (const segment of await journal.closedSegments()) await mover.move(segment);
  };
  return { database, journalFolder, journal, openStore, moveAll, files: () => readdirSync(journalFolder).filter((file) => !file.endsWith('.lock')) };
}

const records = (count: number) => Array.from({ length: count }, (_, n) => pullRecord({ id: String(n).padStart(4, '0') }));

test('records of a segment are in the store when it is moved, and the segment is gone', async (t) => {
  const { journal, openStore, moveAll, files } = await prepare(t);
  const store = openStore();
  await journal.append(records(600));
  await moveAll();
  assert.equal((await store.listPulls('acme', {}, { limit: 1000 })).records.length, 600);
  assert.deepEqual(files(), []);
});

test('what cannot be stored stays in the journal, and is moved when it can be', async (t) => {
  const { journal, database, openStore, moveAll, files } = await prepare(t);
  openStore();
  await journal.append(records(5));
  // A folder where the file should be: the thread cannot open its store.
  const mover = createRecordMover({ journalFolder: join(database, '..', 'journal'), database: join(database, '..'), log: { level: 'silent', format: 'json' } });
  t.after(() => mover.close());
  const [segment] = await journal.closedSegments();
  assert.ok(segment);
  await assert.rejects(mover.move(segment), /cannot be opened/);
  await assert.rejects(mover.move(segment), /cannot be opened/);
  assert.equal(files().length, 1);
  await moveAll();
  assert.deepEqual(files(), []);
});

test('a damaged segment is kept aside after its good lines were stored', async (t) => {
  const { journal, journalFolder, openStore, moveAll, files } = await prepare(t);
  const store = openStore();
  await journal.append(records(2));
  await journal.closedSegments();
  const [file = ''] = files();
  appendFileSync(join(journalFolder, file), 'no record\n');
  await moveAll();
  assert.equal((await store.listPulls('acme', {}, { limit: 10 })).records.length, 2);
  assert.deepEqual(files(), [`${file}.corrupt`]);
});
