// The secret key file: made once, read ever after, and never half.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createLog } from '../telemetry/log.ts';
import { loadOrCreateSecretKey } from './secret-key.ts';
import { StoreError } from './store-error.ts';

function prepare(t: TestContext): { readonly folder: string; readonly file: string; readonly lines: string[]; readonly load: () => Promise<Uint8Array> } {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-key-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'data', 'secret.key');
  const lines: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => lines.push(line) } });
  return { folder: join(folder, 'data'), file, lines, load: () => loadOrCreateSecretKey({ file, database: join(folder, 'pullgate.db'), log }) };
}

test('a key is made once, for its owner alone, and read back the same', async (t) => {
  const { folder, file, lines, load } = prepare(t);
  const key = await load();
  assert.equal(key.length, 32);
  assert.deepEqual(await load(), key);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder), ['secret.key']);
  assert.deepEqual(lines, []);
});

test('of processes that race for the first key all get the same', async (t) => {
  const { folder, load } = prepare(t);
  const keys = await Promise.all(Array.from({ length: 8 }, load));
  assert.equal(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size, 1);
  assert.deepEqual(readdirSync(folder), ['secret.key']);
});

test('a key that was made by openssl rand -hex 32 is accepted', async (t) => {
  const { file, load } = prepare(t);
  await load();
  writeFileSync(file, `${'AB'.repeat(32)}\n`);
  assert.deepEqual(await load(), Buffer.alloc(32, 0xab));
});

for (const [what, content] of [['an empty file', ''], ['a key that is too short', 'ab'.repeat(31)], ['a key that is too long', 'ab'.repeat(33)], ['another text', 'x'.repeat(64)], ['a long file', 'ab'.repeat(32).padEnd(1000, ' x')]] as const) {
  test(`${what} is refused, left as it was, and not shown`, async (t) => {
    const { file, load } = prepare(t);
    await load();
    writeFileSync(file, content);
    await assert.rejects(load(), (error) => error instanceof Error && 'code' in error && error.code === 'malformed-secret-key' && (content === '' || !error.message.includes(content)));
    assert.equal(readFileSync(file, 'utf8'), content);
  });
}

test('a key file that others can read is used with a warning that does not hold it', async (t) => {
  const { file, lines, load } = prepare(t);
  const key = await load();
  chmodSync(file, 0o644);
  assert.deepEqual(await load(), key);
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, /"warn".*chmod 600/);
  assert.ok(!lines[0]!.includes(Buffer.from(key).toString('hex')));
});

test('no key is made beside a database that was encrypted under another', async (t) => {
  const { folder, file, load } = prepare(t);
  writeFileSync(join(dirname(folder), 'pullgate.db'), '');
  await assert.rejects(load(), (error) => error instanceof StoreError && error.code === 'wrong-secret-key' && /is missing/.test(error.message));
  assert.equal(existsSync(file), false);
});
