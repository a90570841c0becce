// Ingest: every record of the journal reaches the store once, however often either fails.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { pullRecord } from '../store/conformance/store-under-test.ts';
import { openRecordJournal } from '../store/journal/open-record-journal.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createLog } from '../telemetry/log.ts';
import { createIngest } from './ingest.ts';
import type { Ingest } from './ingest.ts';
import { moveSegment } from './move-segment.ts';
import type { RecordJournal } from './record-journal.port.ts';

interface Setting {
  readonly journal: RecordJournal;
  readonly logged: string[];
  /** How many of the next inserts fail: before they insert, or after, as when the connection breaks at the answer. */
  readonly faults: { before: number; after: number };
  readonly load: { isBusy: () => boolean; nowMs: number };
  readonly start: (intervalMs: number) => Ingest;
  readonly storedIds: () => Promise<readonly string[]>;
  readonly segments: () => readonly string[];
}

async function prepare(t: TestContext): Promise<Setting> {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-ingest-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const logged: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => logged.push(line) } });
  const journal = await openRecordJournal({ folder, worker: 'w', now: () => 1, log });
  const store = openSqliteStore({ file: ':memory:', secretKey: new Uint8Array(32), now: () => 1 });
  const faults = { before: 0, after: 0 };
  const load: Setting['load'] = { isBusy: () => false, nowMs: 1 };
  const failing = {
    ...store,
    insertRecords: async (records: Parameters<typeof store.insertRecords>[0]) => {
      if (faults.before > 0) {
        faults.before -= 1;
        throw new Error('the store is away');
      }
      await store.insertRecords(records);
      if (faults.after > 0) {
        faults.after -= 1;
        throw new Error('the store went away');
      }
    },
  };
  t.after(async () => {
    await journal.close();
    await store.close();
  });
  return {
    journal,
    logged,
    faults,
    load,
    start: (intervalMs) => {
      const ingest = createIngest({ journal, move: (segment) => moveSegment(segment, { store: failing }), isBusy: () => load.isBusy(), log, now: () => load.nowMs, intervalMs });
      t.after(() => ingest.close());
      return ingest;
    },
    storedIds: async () => (await store.listPulls('acme', {}, { limit: 10_000 })).records.map(({ id }) => id).sort(),
    segments: () => readdirSync(folder).filter((file) => file.endsWith('.ndjson')),
  };
}

const records = (from: number, count: number) => Array.from({ length: count }, (_, n) => pullRecord({ id: String(from + n).padStart(5, '0') }));
const idsOf = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail('waited 30 s in vain');
}

test('a run moves everything recorded before it, and removes the segments', async (t) => {
  const { journal, start, storedIds, segments } = await prepare(t);
  const ingest = start(60_000);
  await journal.append(records(0, 1000));
  await ingest.runNow();
  assert.deepEqual(await storedIds(), idsOf(records(0, 1000)));
  assert.deepEqual(segments(), []);
});

test('runs come by themselves', async (t) => {
  const { journal, start, storedIds } = await prepare(t);
  start(10);
  for (const from of [0, 10, 20]) {
    await journal.append(records(from, 10));
    await until(async () => (await storedIds()).length === from + 10);
  }
});

test('a store that is away delays records and loses none', async (t) => {
  const { journal, faults, logged, start, storedIds, segments } = await prepare(t);
  faults.before = 3;
  await journal.append(records(0, 10));
  start(5);
  await until(() => Promise.resolve(faults.before === 0));
  await until(async () => (await storedIds()).length === 10);
  await until(() => Promise.resolve(segments().length === 0));
  await until(() => Promise.resolve(logged.length === 4));
  assert.deepEqual(logged.map((line) => (JSON.parse(line) as { level: string }).level), ['error', 'error', 'error', 'info']);
});

test('records whose storing was not confirmed are stored once', async (t) => {
  const { journal, faults, start, storedIds, segments } = await prepare(t);
  const ingest = start(60_000);
  await ingest.runNow();
  await journal.append(records(0, 600));
  faults.after = 1;
  await assert.rejects(ingest.runNow(), /went away/);
  assert.equal(segments().length, 1);
  await ingest.runNow();
  assert.deepEqual(await storedIds(), idsOf(records(0, 600)));
  assert.deepEqual(segments(), []);
});

test('concurrent runs move each record once', async (t) => {
  const { journal, start, storedIds } = await prepare(t);
  const ingest = start(60_000);
  await journal.append(records(0, 300));
  await Promise.all([ingest.runNow(), ingest.runNow(), journal.append(records(300, 10)), ingest.runNow()]);
  await ingest.runNow();
  assert.equal((await storedIds()).length, 310);
});

test('after closing nothing runs by itself, and the journal keeps what came since', async (t) => {
  const { journal, start, storedIds, segments } = await prepare(t);
  const ingest = start(5);
  await ingest.close();
  await journal.append(records(0, 5));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(await storedIds(), []);
  assert.equal(segments().length, 1);
});

test('a process that has its hands full puts runs off, for 30 s at most', async (t) => {
  const { journal, load, start, storedIds } = await prepare(t);
  const ingest = start(5);
  await ingest.runNow();
  load.isBusy = () => true;
  await journal.append(records(0, 5));
  load.nowMs += 29_999;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(await storedIds(), []);
  load.nowMs += 1;
  await until(async () => (await storedIds()).length === 5);
});

test('a process that gets its hands full stops between two segments', async (t) => {
  const { journal, load, start, storedIds } = await prepare(t);
  const ingest = start(5);
  await ingest.runNow();
  load.isBusy = () => true;
  for (const from of [0, 5]) {
    await journal.append(records(from, 5));
    await journal.closedSegments();
  }
  let asked = 0;
  load.isBusy = () => (asked += 1) > 2; // not before the run, not before its first segment
  await until(() => Promise.resolve(asked > 4));
  assert.deepEqual(await storedIds(), idsOf(records(0, 5)));
  load.isBusy = () => false;
  await until(async () => (await storedIds()).length === 10);
});

test('a run that is asked for is not put off', async (t) => {
  const { journal, load, start, storedIds } = await prepare(t);
  const ingest = start(5);
  load.isBusy = () => true;
  await journal.append(records(0, 5));
  await ingest.runNow();
  assert.equal((await storedIds()).length, 5);
});
