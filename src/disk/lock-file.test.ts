// One owner at a time, and none after its process is gone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { lockFile } from './lock-file.ts';

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-lock-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a file has one owner until it lets go', (t) => {
  const file = join(newFolder(t), 'owner.lock');
  const first = lockFile(file);
  assert.ok(first);
  assert.equal(lockFile(file), undefined);
  first.release();
  const second = lockFile(file);
  assert.ok(second);
  second.release();
});

test('the lock of a killed process is free', async (t) => {
  const file = join(newFolder(t), 'owner.lock');
  const code = `import { lockFile } from ${JSON.stringify(new URL('lock-file.ts', import.meta.url).href)}; globalThis.held = lockFile(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(owner.stdout, 'data');
  assert.equal(lockFile(file), undefined);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const lock = lockFile(file);
  assert.ok(lock);
  lock.release();
});

test('a lock in a folder that is not there is told with its path', (t) => {
  assert.throws(() => lockFile(join(newFolder(t), 'missing', 'owner.lock')), /owner\.lock cannot be locked: let the user that runs pullgate write there/);
});
