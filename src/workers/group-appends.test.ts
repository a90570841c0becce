// Several workers' records: each is kept before it is acknowledged, and they share the flushes.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import type { RecordJournal } from '../audit/record-journal.port.ts';
import { pullRecord } from '../store/conformance/store-under-test.ts';
import { openRecordJournal } from '../store/journal/open-record-journal.ts';
import { createLog } from '../telemetry/log.ts';
import { groupAppends } from './group-appends.ts';

async function openJournal(t: TestContext): Promise<RecordJournal> {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-group-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const journal = await openRecordJournal({ folder, worker: 'a', now: () => 1, log: createLog({ level: 'silent', format: 'json' }) });
  t.after(() => journal.close());
  return journal;
}

async function idsIn(journal: RecordJournal): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const segment of await journal.closedSegments()) for await (const records of segment.read()) ids.push(...records.map(({ id }) => id));
  return ids;
}

test('appends that come while one is under way go together into the next, in order', async (t) => {
  const journal = await openJournal(t);
  let flushes = 0;
  const append = groupAppends({
    append: (records) => {
      flushes += 1;
      return journal.append(records);
    },
  });
  const numbers = Array.from({ length: 50 }, (_, n) => n);
  await Promise.all(numbers.map((n) => append([pullRecord({ id: `${n}a` }), pullRecord({ id: `${n}b` })])));
  assert.deepEqual(await idsIn(journal), numbers.flatMap((n) => [`${n}a`, `${n}b`]));
  assert.equal(flushes, 2);
  await append([pullRecord({ id: 'later' })]);
  assert.deepEqual((await idsIn(journal)).at(-1), 'later');
});

test('when the journal fails everybody is told, and later appends are tried anew', async (t) => {
  const journal = await openJournal(t);
  let isFull = true;
  const append = groupAppends({ append: (records) => (isFull ? Promise.reject(new Error('disk is full')) : journal.append(records)) });
  const results = await Promise.allSettled(['1', '2', '3'].map((id) => append([pullRecord({ id })])));
  assert.deepEqual(results.map(({ status }) => status), ['rejected', 'rejected', 'rejected']);
  isFull = false;
  await append([pullRecord({ id: '4' })]);
  assert.deepEqual(await idsIn(journal), ['4']);
});
