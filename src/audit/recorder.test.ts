// The recorder: acknowledged means durable, calls share appends, and a failure reaches exactly those it concerns.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { pullRecord } from '../store/conformance/store-under-test.ts';
import { openRecordJournal } from '../store/journal/open-record-journal.ts';
import { createLog } from '../telemetry/log.ts';
import type { RecordJournal } from './record-journal.port.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';

interface Setting {
  readonly recorder: Recorder;
  readonly journal: RecordJournal;
  /** The sizes of the appends so far. */
  readonly appends: number[];
  readonly logged: string[];
  /** While set, every append fails with the error, or waits. */
  readonly fault: { error?: Error; wait?: Promise<void> };
}

/** A recorder on a real journal, watched and able to fail. */
async function prepare(t: TestContext): Promise<Setting> {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-recorder-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const logged: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => logged.push(line) } });
  const journal = await openRecordJournal({ folder, worker: 'w', now: () => 1, log });
  t.after(() => journal.close());
  const appends: number[] = [];
  const fault: Setting['fault'] = {};
  const watched: RecordJournal = {
    ...journal,
    append: async (records) => {
      appends.push(records.length);
      await fault.wait;
      return fault.error === undefined ? journal.append(records) : Promise.reject(fault.error);
    },
  };
  return { recorder: createRecorder({ journal: watched, log }), journal, appends, logged, fault };
}

async function keptIds(journal: RecordJournal): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const segment of await journal.closedSegments()) for await (const records of segment.read()) ids.push(...records.map(({ id }) => id));
  return ids;
}

const record = (n: number) => pullRecord({ id: String(n) });

test('a record that was acknowledged is in the journal', async (t) => {
  const { recorder, journal } = await prepare(t);
  await recorder.record(record(1));
  assert.deepEqual(await keptIds(journal), ['1']);
});

test('records that come in one turn share an append, within a bound', async (t) => {
  const { recorder, journal, appends } = await prepare(t);
  await Promise.all(Array.from({ length: 1200 }, (_, n) => recorder.record(record(n))));
  assert.deepEqual(appends, [512, 512, 176]);
  assert.deepEqual((await keptIds(journal)).toSorted((a, b) => Number(a) - Number(b)), Array.from({ length: 1200 }, (_, n) => String(n)));
});

test('records that come while an append is under way share the next one', async (t) => {
  const { recorder, appends } = await prepare(t);
  const first = recorder.record(record(0));
  while (appends.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([first, ...Array.from({ length: 20 }, (_, n) => recorder.record(record(n + 1)))]);
  assert.deepEqual(appends, [1, 20]);
});

test('a second append is sent while the first is under way, once it is as large, and no third', async (t) => {
  const { recorder, appends, fault } = await prepare(t);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  fault.wait = promise.then(() => undefined);
  const kept: Promise<void>[] = [];
  const keep = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) kept.push(recorder.record(record(kept.length)));
    for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setImmediate(done));
  };
  await keep(2);
  await keep(1);
  assert.deepEqual(appends, [2]);
  await keep(1);
  assert.deepEqual(appends, [2, 2]);
  await keep(5);
  assert.deepEqual(appends, [2, 2]);
  resolve(undefined);
  await Promise.all(kept);
  assert.deepEqual(appends, [2, 2, 5]);
});

test('a failed append rejects its own callers and no others', async (t) => {
  const { recorder, journal, fault } = await prepare(t);
  const before = recorder.record(record(1));
  await before;
  fault.error = new Error('no space left on device');
  const failing = await Promise.allSettled([2, 3, 4].map((n) => recorder.record(record(n))));
  assert.deepEqual(failing.map(({ status }) => status), ['rejected', 'rejected', 'rejected']);
  delete fault.error;
  await recorder.record(record(5));
  assert.deepEqual(await keptIds(journal), ['1', '5']);
});

test('a failure is logged when it begins and when it ends, not at every request', async (t) => {
  const { recorder, logged, fault } = await prepare(t);
  fault.error = new Error('no space left on device');
  for (const n of [1, 2, 3]) await assert.rejects(recorder.record(record(n)), /could not be kept/);
  delete fault.error;
  for (const n of [4, 5]) await recorder.record(record(n));
  assert.deepEqual(logged.map((line) => (JSON.parse(line) as { level: string }).level), ['error', 'info']);
});

test('with too many waiting a record is refused, and those before it are kept', async (t) => {
  const { recorder, journal } = await prepare(t);
  const results = await Promise.allSettled(Array.from({ length: 9000 }, (_, n) => recorder.record(record(n))));
  const kept = results.filter(({ status }) => status === 'fulfilled').length;
  assert.equal(kept, 8192); // 16 appends' worth
  assert.equal((await keptIds(journal)).length, kept);
});

test('closing waits for what is under way, and takes nothing more', async (t) => {
  const { recorder, journal } = await prepare(t);
  const records = [1, 2, 3].map((n) => recorder.record(record(n)));
  await recorder.close();
  assert.deepEqual(await keptIds(journal), ['1', '2', '3']);
  await Promise.all(records);
  await assert.rejects(recorder.record(record(4)), /closed/);
});
