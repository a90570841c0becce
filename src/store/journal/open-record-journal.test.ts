// The record journal: what it acknowledged is read back, once, whoever was killed when.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import type { JournalSegment, PullRecord, RecordJournal } from '../../audit/record-journal.port.ts';
import { createLog } from '../../telemetry/log.ts';
import { pullRecord } from '../conformance/store-under-test.ts';
import { openRecordJournal } from './open-record-journal.ts';

interface Setting {
  readonly folder: string;
  readonly logged: string[];
  readonly open: (worker: string, startedAtMs?: number) => Promise<RecordJournal>;
}

function prepare(t: TestContext): Setting {
  const folder = join(mkdtempSync(join(tmpdir(), 'pullgate-journal-')), 'records');
  t.after(() => rmSync(join(folder, '..'), { recursive: true }));
  const logged: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => logged.push(line) } });
  return {
    folder,
    logged,
    open: async (worker, startedAtMs = 1000) => {
      const journal = await openRecordJournal({ folder, worker, now: () => startedAtMs, log });
      t.after(() => journal.close());
      return journal;
    },
  };
}

async function readAll(segments: readonly JournalSegment[]): Promise<readonly PullRecord[]> {
  const found: PullRecord[] = [];
  for (const segment of segments) for await (const records of segment.read()) found.push(...records);
  return found;
}

const record = (id: string): PullRecord => pullRecord({ id });
const idsOf = (records: readonly PullRecord[]): string => records.map(({ id }) => id).join(' ');
const segmentsIn = (folder: string): readonly string[] => readdirSync(folder).filter((file) => !file.endsWith('.lock')).sort();

test('records read back as they were appended, in order', async (t) => {
  const { open } = prepare(t);
  const journal = await open('a');
  const odd = pullRecord({ id: 'odd', userAgent: 'line\nbreak \u2028 "quote" \ud800 🔑', tag: null });
  await journal.append([record('1'), odd]);
  await journal.append([record('2')]);
  const [segment, ...others] = await journal.closedSegments();
  assert.deepEqual(await readAll([segment!]), [record('1'), odd, record('2')]);
  assert.deepEqual(others, []);
});

test('a segment is yielded until it is removed, and what comes later is in the next', async (t) => {
  const { folder, open } = prepare(t);
  const journal = await open('a');
  await journal.append([record('1')]);
  assert.equal(idsOf(await readAll(await journal.closedSegments())), '1');
  await journal.append([record('2')]);
  const segments = await journal.closedSegments();
  assert.equal(idsOf(await readAll(segments)), '1 2');
  await segments[0]!.remove();
  assert.equal(idsOf(await readAll(await journal.closedSegments())), '2');
  assert.deepEqual(segmentsIn(folder), ['a-1000-1.ndjson']);
});

test('an idle journal makes no files', async (t) => {
  const { folder, open } = prepare(t);
  const journal = await open('a');
  assert.deepEqual(await journal.closedSegments(), []);
  assert.deepEqual(await journal.closedSegments(), []);
  assert.deepEqual(segmentsIn(folder), []);
});

test('segments are for their owner alone', async (t) => {
  const { folder, open } = prepare(t);
  await (await open('a')).append([record('1')]);
  assert.equal(statSync(folder).mode & 0o077, 0);
  assert.equal(statSync(join(folder, 'a-1000-0.ndjson')).mode & 0o777, 0o600);
});

test('concurrent appends are kept whole', async (t) => {
  const { open } = prepare(t);
  const journal = await open('a');
  await Promise.all(Array.from({ length: 50 }, (_, n) => journal.append([record(`${n}a`), record(`${n}b`)])));
  assert.equal((await readAll(await journal.closedSegments())).length, 100);
});

test('a large segment is read in batches, in bounded memory', async (t) => {
  const { open } = prepare(t);
  const journal = await open('a');
  await journal.append(Array.from({ length: 1000 }, (_, n) => record(String(n))));
  const sizes: number[] = [];
  for await (const records of (await journal.closedSegments())[0]!.read()) sizes.push(records.length);
  assert.ok(sizes.length > 1 && Math.max(...sizes) <= 256);
  assert.equal(sizes.reduce((sum, size) => sum + size), 1000);
});

test('a segment of an earlier process is yielded first, its cut last line left out', async (t) => {
  const { folder, logged, open } = prepare(t);
  const earlier = await open('a', 1000);
  await earlier.append([record('1'), record('2')]);
  await earlier.close();
  appendFileSync(join(folder, 'a-1000-0.ndjson'), JSON.stringify(record('cut')).slice(0, -10));
  const later = await open('a', 2000);
  await later.append([record('3')]);
  const segments = await later.closedSegments();
  assert.equal(idsOf(await readAll(segments)), '1 2 3');
  for (const segment of segments) await segment.remove();
  assert.deepEqual(segmentsIn(folder), []);
  assert.deepEqual(logged, []);
});

for (const [what, cut] of [['room for more', ''], ['a cut line and room', '{"id":"cu']] as const) {
  test(`a segment of a killed process ends with ${what}, which is left out`, async (t) => {
    const { folder, logged, open } = prepare(t);
    const journal = await open('a');
    writeFileSync(join(folder, 'gone-1-0.ndjson'), Buffer.concat([Buffer.from(`${JSON.stringify(record('1'))}\n${cut}`), Buffer.alloc(2_000_000)]));
    const [segment] = await journal.closedSegments();
    assert.equal(idsOf(await readAll([segment!])), '1');
    await segment!.remove();
    assert.deepEqual(segmentsIn(folder), []);
    assert.deepEqual(logged, []);
  });
}

test('a segment that is being written has room behind its records, a closed one has none', async (t) => {
  const { folder, open } = prepare(t);
  const journal = await open('a');
  await journal.append([record('1')]);
  const bytes = readFileSync(join(folder, 'a-1000-0.ndjson'));
  const line = `${JSON.stringify(record('1'))}\n`;
  assert.equal(bytes.subarray(0, line.length).toString(), line);
  assert.ok(bytes.length > line.length && bytes.subarray(line.length).every((byte) => byte === 0));
  await journal.closedSegments();
  assert.equal(readFileSync(join(folder, 'a-1000-0.ndjson'), 'utf8'), line);
});

test('room is made while records are appended, and takes none of them', async (t) => {
  const { open } = prepare(t);
  const journal = await open('a');
  const batches = Array.from({ length: 40 }, (_, batch) => Array.from({ length: 200 }, (_, n) => record(`${batch}-${n}`)));
  for (const batch of batches) await journal.append(batch);
  assert.equal(idsOf(await readAll(await journal.closedSegments())), idsOf(batches.flat()));
});

test('a process that starts at the same millisecond as an earlier one adds to nothing of its', async (t) => {
  const { folder, open } = prepare(t);
  for (const id of ['1', '2', '3']) {
    const journal = await open('a', 1000);
    await journal.append([record(id)]);
    await journal.close();
  }
  assert.deepEqual(segmentsIn(folder), ['a-1000-0.ndjson', 'a-1000-1.ndjson', 'a-1000-2.ndjson']);
});

test("a living worker's segments are left alone, a closed one's are taken over", async (t) => {
  const { folder, open } = prepare(t);
  const [first, second] = [await open('a'), await open('b')];
  await first.append([record('1')]);
  await second.append([record('2')]);
  assert.equal(idsOf(await readAll(await second.closedSegments())), '2');
  await first.close();
  assert.equal(idsOf(await readAll(await second.closedSegments())), '1 2');
  assert.deepEqual(segmentsIn(folder), ['a-1000-0.ndjson', 'b-1000-0.ndjson']);
});

test('two processes cannot keep records under the same name', async (t) => {
  const { open } = prepare(t);
  const first = await open('a');
  await assert.rejects(open('a'), { code: 'worker-name-taken', message: /another pullgate keeps its records in .*: stop it/ });
  await first.close();
  await open('a', 2000);
});

test('a worker name that is no file name is refused', async (t) => {
  const { open } = prepare(t);
  for (const worker of ['', '../a', 'A', 'a/b', 'a.b', 'a'.repeat(65)]) await assert.rejects(open(worker), /cannot be named/);
});

const damages: readonly (readonly [string, string | Buffer])[] = [
  ['no JSON', '{"id":"x"'],
  ['another JSON', '"text"'],
  ['a record with a missing field', '{"id":"x"}'],
  ['a record with a wrong type', JSON.stringify({ ...record('x'), outcome: '200' })],
  ['a record with an unknown rule', JSON.stringify({ ...record('x'), rule: 'mood' })],
  ['zeros', Buffer.alloc(100)],
  ['zeros for long', Buffer.alloc(2_000_000)],
  ['broken UTF-8', Buffer.from('{"id":"\xff"}', 'latin1')],
  ['nothing', ''],
  ['a line that has no end for long', 'x'.repeat(2_000_000)],
];
for (const [what, damage] of damages) {
  test(`a line that holds ${what} is reported, its segment kept aside, and the others are read`, async (t) => {
    const { folder, logged, open } = prepare(t);
    const name = 'gone-1-0.ndjson';
    const journal = await open('a');
    const content = Buffer.concat([Buffer.from(`${JSON.stringify(record('1'))}\n`), Buffer.from(damage), Buffer.from(`\n${JSON.stringify(record('2'))}\n`)]);
    writeFileSync(join(folder, name), content);
    const [segment] = await journal.closedSegments();
    assert.equal(idsOf(await readAll([segment!])), '1 2');
    assert.equal(logged.length, 1);
    const line = JSON.parse(logged[0]!) as Readonly<Record<string, unknown>>;
    assert.deepEqual([line['level'], line['segment'], line['line']], ['error', name, 2]);
    await segment!.remove();
    assert.deepEqual(segmentsIn(folder), [`${name}.corrupt`]);
    assert.deepEqual(readFileSync(join(folder, `${name}.corrupt`)), content);
    assert.deepEqual(await journal.closedSegments(), []);
  });
}

test('a closed journal takes no records', async (t) => {
  const { open } = prepare(t);
  const journal = await open('a');
  await journal.close();
  await assert.rejects(journal.append([record('1')]), /closed/);
  await assert.rejects(journal.closedSegments(), /closed/);
});
