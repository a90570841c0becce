// A full disk: what does not fit is refused, and what was and will be acknowledged stays readable.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { openRecordJournal } from '../../src/store/journal/open-record-journal.ts';
import { createLog } from '../../src/telemetry/log.ts';

const run = promisify(execFile);
const child = join(import.meta.dirname, 'record-on-full-disk.ts');

test('records that do not fit on the disk are refused, and leave no trace among those that do', { skip: process.platform === 'win32' && 'needs ulimit' }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-full-'));
  t.after(() => rmSync(folder, { recursive: true }));
  // ulimit counts in blocks of 512 bytes (sh) or 1024 (bash as sh): 16 or 32 KiB, less than one large batch
  const { stdout } = await run('sh', ['-c', 'ulimit -f 32; exec "$0" "$@"', process.execPath, child, folder]);
  const { acknowledged, failures } = JSON.parse(stdout) as { acknowledged: string[]; failures: unknown[] };
  assert.deepEqual(failures, Array.from({ length: 20 }, () => 'EFBIG'));
  assert.equal(acknowledged.length, 40);

  const logged: string[] = [];
  const journal = await openRecordJournal({ folder, worker: 'w', now: () => 2, log: createLog({ level: 'debug', format: 'json', destination: { write: (line) => logged.push(line) } }) });
  t.after(() => journal.close());
  const kept: string[] = [];
  for (const segment of await journal.closedSegments()) {
    for await (const records of segment.read()) kept.push(...records.map(({ id }) => id));
    await segment.remove();
  }
  assert.deepEqual(kept, acknowledged);
  assert.deepEqual(logged, []);
  assert.deepEqual(readdirSync(folder), ['w.lock']);
});
