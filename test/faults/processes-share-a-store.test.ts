// Several processes on one database file: each sees the others' changes, and a race has one winner.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { anAct, newInstallation } from '../../src/store/conformance/store-under-test.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import type { SqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';

const child = join(import.meta.dirname, 'store-steps.ts');
const run = promisify(execFile);

const folders = mkdtempSync(join(tmpdir(), 'pullgate-shared-'));
after(() => rmSync(folders, { recursive: true })); // when every store is closed

const newFile = (): string => join(mkdtempSync(join(folders, 'one-')), 'pullgate.db');

function openFor(t: TestContext, file: string): SqliteStore {
  const store = openSqliteStore({ file, secretKey: new Uint8Array(32), now: Date.now });
  t.after(() => store.close());
  return store;
}

const stepInChild = async (file: string, step: string, name: string): Promise<unknown> => JSON.parse((await run(process.execPath, [child, file, step, name])).stdout);

test("another process's change raises the version that this one reads", async (t) => {
  const file = newFile();
  const store = openFor(t, file);
  await store.createInstallation(newInstallation(), [anAct()]);
  const before = await store.version();
  assert.equal(await stepInChild(file, 'append-revision', 'child'), 'appended');
  assert.ok((await store.version()) > before);
  assert.equal((await store.load()).organizations[0]?.revision, 2);
});

test('of processes that race for a revision one succeeds and the others are told of the conflict', async (t) => {
  const file = newFile();
  const store = openFor(t, file);
  await store.createInstallation(newInstallation(), [anAct()]);
  const results = await Promise.all(['a', 'b', 'c'].map((name) => stepInChild(file, 'append-revision', name)));
  assert.deepEqual(results.toSorted(), ['appended', 'conflict', 'conflict']);
});

test('processes that race for a signing key get the same, on a file that none has made before', async () => {
  const file = newFile();
  const keys = await Promise.all(['a', 'b', 'c'].map((name) => stepInChild(file, 'signing-key', name)));
  assert.deepEqual(keys, [keys[0], keys[0], keys[0]]);
});

test('processes that race for the certificate authority get the same', async () => {
  const file = newFile();
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => stepInChild(file, 'authority', name)));
  assert.match(String(ids[0]), /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  assert.deepEqual(ids, [ids[0], ids[0], ids[0]]);
});

test('of processes that race for the first start one makes the installation', async () => {
  const file = newFile();
  const results = await Promise.all(['a', 'b', 'c'].map((name) => stepInChild(file, 'installation', name)));
  assert.deepEqual(results.toSorted(), [false, false, true]);
});
