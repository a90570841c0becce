// Hashing in another thread: the digest of what the file holds, and an error for everything that goes wrong there.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createHashThread } from './hash-thread.ts';

const GiB = 1024 ** 3;
const bytes = randomBytes(1_000_003);
const digestOf = (algorithm: string, hashed: Buffer): string => `${algorithm}:${createHash(algorithm).update(hashed).digest('hex')}`;

function prepare(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-hash-'));
  const thread = createHashThread();
  t.after(async () => {
    await thread.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, thread };
}

test('files that grow side by side are hashed each by its algorithm, as far as they have come', async (t) => {
  const { folder, thread } = prepare(t);
  const files = (['sha256', 'sha512'] as const).map((algorithm) => {
    const file = join(folder, algorithm);
    writeFileSync(file, '');
    return { file, algorithm, hash: thread.begin(file, algorithm) };
  });
  let written = 0;
  for (const end of [1, 300_000, bytes.length]) {
    for (const { file, hash } of files) {
      appendFileSync(file, bytes.subarray(written, end));
      hash.wrote(end);
    }
    written = end;
    for (const { algorithm, hash } of files) assert.equal(await hash.digest(), digestOf(algorithm, bytes.subarray(0, end)));
  }
  for (const { hash } of files) hash.close();
});

for (const { name, spoil } of [
  { name: 'is missing', spoil: (file: string) => rmSync(file) },
  { name: 'is shorter than what was written', spoil: (file: string) => writeFileSync(file, '') },
]) {
  test(`a file that ${name} makes its digest fail, and no other`, async (t) => {
    const { folder, thread } = prepare(t);
    const [good, bad] = [join(folder, 'good'), join(folder, 'bad')];
    for (const file of [good, bad]) writeFileSync(file, bytes);
    spoil(bad);
    const [goodHash, badHash] = [good, bad].map((file) => thread.begin(file, 'sha256')) as [ReturnType<typeof thread.begin>, ReturnType<typeof thread.begin>];
    for (const hash of [goodHash, badHash]) hash.wrote(bytes.length);
    await assert.rejects(badHash.digest());
    assert.equal(await goodHash.digest(), digestOf('sha256', bytes));
  });
}

test('closing fails what is still asked for, and a later file gets a new thread', async (t) => {
  const { folder, thread } = prepare(t);
  const file = join(folder, 'blob');
  writeFileSync(file, bytes);
  // It cannot answer before it has hashed these.
  const large = join(folder, 'large');
  writeFileSync(large, '');
  truncateSync(large, GiB);
  thread.begin(large, 'sha256').wrote(GiB);
  const hash = thread.begin(file, 'sha256');
  const asked = hash.digest();
  await Promise.all([assert.rejects(asked, /ended/), thread.close()]);
  await assert.rejects(hash.digest(), /ended/);
  const later = thread.begin(file, 'sha256');
  later.wrote(bytes.length);
  assert.equal(await later.digest(), digestOf('sha256', bytes));
});
