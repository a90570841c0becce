// Killing the process at any moment loses no acknowledged record and stores none twice.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createIngest } from '../../src/audit/ingest.ts';
import { moveSegment } from '../../src/audit/move-segment.ts';
import { openRecordJournal } from '../../src/store/journal/open-record-journal.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { createLog } from '../../src/telemetry/log.ts';

/** That a process has kept before it is killed: there is something to lose. */
const firstRecords = 10;
const child = join(import.meta.dirname, 'record-until-killed.ts');
const log = createLog({ level: 'silent', format: 'json' });

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-sigkill-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** What all runs of a worker in this folder had acknowledged; a last line that the kill cut short is left out. */
function acknowledgedBy(folder: string, worker: string): readonly string[] {
  const file = join(folder, `${worker}.acknowledged`);
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}

/** Runs the child until some time after its first acknowledgements, and kills it. */
async function recordAndKill(folder: string, worker: string, aliveMs: number): Promise<void> {
  const enough = acknowledgedBy(folder, worker).length + firstRecords;
  const running = spawn(process.execPath, [child, folder, worker], { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(running, 'exit');
  while (acknowledgedBy(folder, worker).length < enough && running.exitCode === null) await sleep(10);
  await sleep(aliveMs);
  running.kill('SIGKILL');
  const [, signal] = (await ended) as [number | null, string | null];
  assert.equal(signal, 'SIGKILL', 'the child ended by itself');
}

/** Moves what the killed processes left, and returns the ids of everything stored. */
async function collect(folder: string): Promise<readonly string[]> {
  const store = openSqliteStore({ file: join(folder, 'pullgate.db'), secretKey: new Uint8Array(32), now: Date.now });
  const journal = await openRecordJournal({ folder: join(folder, 'journal'), worker: 'collector', now: Date.now, log });
  const ingest = createIngest({ journal, move: (segment) => moveSegment(segment, { store }), log, now: Date.now, intervalMs: 60_000 });
  try {
    await ingest.runNow();
    return (await store.listPulls('acme', {}, { limit: 1_000_000 })).records.map(({ id }) => id);
  } finally {
    await ingest.close();
    await journal.close();
    await store.close();
  }
}

function assertEachOnce(stored: readonly string[], acknowledged: readonly string[]): void {
  const ids = new Set(stored);
  assert.equal(ids.size, stored.length, 'a record is stored twice');
  assert.deepEqual(acknowledged.filter((id) => !ids.has(id)), [], 'an acknowledged record is lost');
}

test('a process that is killed again and again loses no acknowledged record', async (t) => {
  const folder = newFolder(t);
  for (let kill = 0; kill < 4; kill += 1) await recordAndKill(folder, 'worker-0', Math.random() * 250);
  const acknowledged = acknowledgedBy(folder, 'worker-0');
  assert.ok(acknowledged.length >= 4 * firstRecords);
  assertEachOnce(await collect(folder), acknowledged);
  assert.deepEqual(readdirSync(join(folder, 'journal')).filter((file) => !file.endsWith('.lock')), []);
});

test('two processes that share a data folder and are killed lose no acknowledged record', async (t) => {
  const folder = newFolder(t);
  await Promise.all([recordAndKill(folder, 'worker-0', 300), recordAndKill(folder, 'worker-1', 200)]);
  assertEachOnce(await collect(folder), [...acknowledgedBy(folder, 'worker-0'), ...acknowledgedBy(folder, 'worker-1')]);
});
