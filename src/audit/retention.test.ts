// Retention: what is too old goes, what is not stays, and the log says how many.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { pullRecord } from '../store/conformance/store-under-test.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { SqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createLog } from '../telemetry/log.ts';
import { createRetention } from './retention.ts';

const dayMs = 86_400_000;
const nowMs = 1000 * dayMs;

async function prepare(t: TestContext): Promise<{ store: SqliteStore; logged: string[]; log: ReturnType<typeof createLog>; ids: () => Promise<readonly string[]> }> {
  const store = openSqliteStore({ file: ':memory:', secretKey: new Uint8Array(32), now: () => nowMs });
  t.after(() => store.close());
  await store.insertRecords([1, 29, 30, 31, 89, 90, 91, 500].map((days) => pullRecord({ id: `${days} days`, timeMs: nowMs - days * dayMs })));
  const logged: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => logged.push(line) } });
  return { store, logged, log, ids: async () => (await store.listPulls('acme', {}, { limit: 99 })).records.map(({ id }) => id) };
}

for (const [retentionDays, kept] of [
  [undefined, ['1 days', '29 days', '30 days', '31 days', '89 days', '90 days']],
  [30, ['1 days', '29 days', '30 days']],
  [1000, ['1 days', '29 days', '30 days', '31 days', '89 days', '90 days', '91 days', '500 days']],
] as const) {
  test(`records are kept for ${retentionDays ?? 'the default of 90'} days, from the start on, and removals are logged`, async (t) => {
    const { store, logged, log, ids } = await prepare(t);
    const retention = createRetention({ store, now: () => nowMs, log, ...(retentionDays === undefined ? {} : { retentionDays }) });
    await retention.close(); // waits for the first run
    assert.deepEqual(await ids(), kept);
    const removed = 8 - kept.length;
    assert.deepEqual(logged.map((line) => (JSON.parse(line) as { removed: number }).removed), removed === 0 ? [] : [removed]);
  });
}

test('a later run removes what has become too old since', async (t) => {
  const { store, log, ids } = await prepare(t);
  let days = 0;
  const retention = createRetention({ store, retentionDays: 30, now: () => nowMs + days * dayMs, log });
  t.after(() => retention.close());
  await retention.runNow();
  days = 2;
  assert.equal(await retention.runNow(), 2);
  assert.deepEqual(await ids(), ['1 days']);
});

test('a removal that fails is logged, and the next one works', async (t) => {
  const { store, logged, log } = await prepare(t);
  let isAway = true;
  const failing = { ...store, removeRecordsBefore: (...args: Parameters<typeof store.removeRecordsBefore>) => (isAway ? Promise.reject(new Error('away')) : store.removeRecordsBefore(...args)) };
  const retention = createRetention({ store: failing, now: () => nowMs, log });
  t.after(() => retention.close());
  await assert.rejects(retention.runNow(), /away/);
  assert.match(logged.join(), /"error".*could not be removed/);
  isAway = false;
  assert.equal(await retention.runNow(), 2);
});

test('a retention of no time is refused', async (t) => {
  const { store, log } = await prepare(t);
  for (const retentionDays of [0, -1, Number.NaN]) assert.throws(() => createRetention({ store, retentionDays, now: () => nowMs, log }), /at least 1/);
});
