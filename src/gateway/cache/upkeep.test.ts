// The cache in order: what goes, what stays, and what is mended, on real files and the real index.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { parseDigest } from '../../core/image/digest.ts';
import type { Digest } from '../../core/image/digest.ts';
import { openCacheIndex } from '../../store/cache-index/open-cache-index.ts';
import { createLog } from '../../telemetry/log.ts';
import { openContentStore } from './open-content.ts';
import { cachePaths } from './path.ts';
import { createRoom } from './room.ts';
import { createCacheUpkeep } from './upkeep.ts';
import type { VerifyState } from './upkeep.ts';

const MiB = 2 ** 20;
const GiB = 2 ** 30;
const hourMs = 3_600_000;
const waitMsMax = 20_000;
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

const digestOf = (bytes: Buffer): Digest => parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
const bytesOf = (text: string, size = 1000): Buffer => Buffer.alloc(size, text);

async function until(isDone: () => boolean): Promise<void> {
  for (const endMs = Date.now() + waitMsMax; !isDone(); ) {
    assert.ok(Date.now() < endMs, 'it did not come to an end');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function openCache(t: TestContext, { maxBytes, folder = mkdtempSync(join(tmpdir(), 'pullgate-cache-')) }: { readonly maxBytes?: number; readonly folder?: string } = {}) {
  const paths = cachePaths(folder);
  mkdirSync(paths.root, { recursive: true });
  const clock = { nowMs: Date.now() + hourMs };
  const now = (): number => clock.nowMs;
  const logged: string[] = [];
  const log = createLog({ level: 'info', format: 'json', destination: { write: (line) => void logged.push(line) } });
  const index = openCacheIndex({ file: paths.indexFile, log });
  const room = createRoom({ folder, maxBytes, lowWaterShare: 0.5, bytes: index.totals().bytes, freeBytes: () => 100 * GiB, now, log });
  const content = await openContentStore({ folder, index, room, now, log });
  const upkeep = createCacheUpkeep({ paths, index, content, room, now, log });
  const close = async (): Promise<void> => {
    await upkeep.close();
    await content.close();
    index.close();
  };
  t.after(async () => {
    await close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  /** Puts content in place as a flight does, with a second between two. */
  const put = (bytes: Buffer, mediaType: string | null = null): Digest => {
    const digest = digestOf(bytes);
    clock.nowMs += 1000;
    writeFile(paths.contentFile(digest), bytes);
    index.addContent({ digest, size: bytes.length, mediaType, usedAtMs: clock.nowMs });
    room.stored(bytes.length);
    return digest;
  };
  const verifyToEnd = async (): Promise<VerifyState> => {
    upkeep.startVerify();
    await until(() => upkeep.verifyState().state !== 'running');
    return upkeep.verifyState();
  };
  return { folder, paths, clock, logged, index, room, content, upkeep, close, put, verifyToEnd };
}

function writeFile(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

test('over the limit the least recently used blobs go first, manifests after them, and what is read never', async (t) => {
  const { put, content, room, paths, upkeep } = await openCache(t, { maxBytes: 10_000 });
  const manifest = put(bytesOf('m'), manifestType);
  const read = put(bytesOf('a'));
  const lease = content.lease(read);
  const blobs = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((text) => put(bytesOf(text)));
  assert.equal(room.state().bytes, 10_000);
  const newest = put(bytesOf('j'));
  await until(() => room.state().bytes <= 5000);
  await until(() => blobs.slice(0, 6).every((digest) => !existsSync(paths.contentFile(digest))));
  for (const digest of [manifest, read, ...blobs.slice(6), newest]) assert.ok(existsSync(paths.contentFile(digest)), digest);
  lease?.release();
  await upkeep.prune({ maxBytes: 1000 });
  assert.ok(existsSync(paths.contentFile(manifest)), 'the manifest outlives every blob');
});

test('room is made for a blob of known size before it is stored', async (t) => {
  const { put, room } = await openCache(t, { maxBytes: 10_000 });
  for (const text of ['a', 'b', 'c', 'd']) put(bytesOf(text));
  assert.equal(room.mayStore(8000), true);
  await until(() => room.state().bytes <= 2000);
});

test('a cache in which everything is read comes to rest over its limit, and is swept once it is read no more', async (t) => {
  const { put, content, room, index } = await openCache(t, { maxBytes: 3000 });
  const leases = ['a', 'b', 'c'].map((text) => content.lease(put(bytesOf(text))));
  const [held] = leases;
  const last = content.lease(put(bytesOf('d')));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(index.totals().blobs, 4);
  for (const lease of [...leases, last]) lease?.release();
  assert.ok(held);
  room.mayStore(1);
  await until(() => room.state().bytes <= 1500);
});

test('after a start rows without files are dropped, files without rows are adopted, and foreign files stay', async (t) => {
  const { put, paths, index, room, upkeep, folder, logged } = await openCache(t);
  const lost = put(bytesOf('lost'));
  const kept = put(bytesOf('kept'));
  rmSync(paths.contentFile(lost));
  const blob = bytesOf('adopted', 3000);
  const digest = 'sha256:'.padEnd(71, '0');
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, config: { mediaType: 'application/json', digest, size: 1 }, layers: [] }));
  for (const bytes of [blob, manifest]) writeFile(paths.contentFile(digestOf(bytes)), bytes);
  const foreign = ['content/sha256/00/readme.txt', `content/sha256/00/${'f'.repeat(64)}`, 'content/sha256/zz/x', 'content/notes'].map((name) => join(paths.root, name));
  for (const file of foreign) writeFile(file, Buffer.from('x'));
  upkeep.start();
  await until(() => logged.some((line) => line.includes('agrees with its files')));
  assert.deepEqual([index.content(lost), index.content(kept)?.size], [undefined, 1000]);
  assert.deepEqual([index.content(digestOf(blob))?.size, index.content(digestOf(blob))?.mediaType], [3000, null]);
  assert.equal(index.content(digestOf(manifest))?.mediaType, manifestType, 'a manifest is known for one');
  for (const file of foreign) assert.ok(existsSync(file), file);
  assert.equal(room.state().bytes, 1000 + 3000 + manifest.length);
  assert.deepEqual(readdirSync(folder), ['v1']);
});

test('a file that is being put in place is not adopted', async (t) => {
  const { paths, index, clock, verifyToEnd } = await openCache(t);
  const bytes = bytesOf('young');
  const file = paths.contentFile(digestOf(bytes));
  writeFile(file, bytes);
  utimesSync(file, clock.nowMs / 1000, clock.nowMs / 1000);
  assert.deepEqual([(await verifyToEnd()).wrong, index.totals().blobs], [[], 0]);
  clock.nowMs += 2 * 60_000;
  assert.deepEqual((await verifyToEnd()).wrong, [{ digest: digestOf(bytes), problem: 'not-indexed' }]);
});

test('a lost index is made anew from the files', async (t) => {
  const first = await openCache(t);
  for (let n = 0; n < 50; n += 1) first.put(bytesOf(`blob ${n}`));
  await first.close();
  rmSync(first.paths.indexFile);
  const second = await openCache(t, { folder: first.folder });
  const limitBefore = second.room.state().maxBytes;
  second.upkeep.start();
  await until(() => second.index.totals().blobs === 50 && second.room.state().bytes === 50_000);
  assert.equal(second.room.state().maxBytes - limitBefore, 40_000, 'the limit counts what was there');
});

test('verify finds all that is wrong, mends it, and finds nothing the second time', async (t) => {
  const { put, paths, index, room, content, clock, verifyToEnd, logged } = await openCache(t);
  const good = Array.from({ length: 20 }, (_, n) => put(bytesOf(`good ${n}`)));
  const [changed, shortened, missing, missized] = ['changed', 'shortened', 'missing', 'missized'].map((text) => put(bytesOf(text))) as [Digest, Digest, Digest, Digest];
  const flipped = readFileSync(paths.contentFile(changed));
  flipped[500] = (flipped[500] ?? 0) ^ 1;
  writeFileSync(paths.contentFile(changed), flipped);
  writeFileSync(paths.contentFile(shortened), bytesOf('shortened', 999));
  rmSync(paths.contentFile(missing));
  index.addContent({ digest: missized, size: 7, mediaType: null, usedAtMs: 1 });
  const stray = bytesOf('stray');
  writeFile(paths.contentFile(digestOf(stray)), stray);
  const held = content.lease(changed);

  const found = await verifyToEnd();
  assert.equal(found.state, 'done');
  assert.deepEqual(
    new Map(found.wrong.map(({ digest, problem }) => [digest, problem])),
    new Map([[changed, 'wrong-bytes'], [shortened, 'wrong-bytes'], [missing, 'file-missing'], [missized, 'wrong-size'], [digestOf(stray), 'not-indexed']]),
  );
  assert.ok(found.startedAtMs !== undefined && found.finishedAtMs !== undefined && found.finishedAtMs <= clock.nowMs);
  for (const digest of [changed, shortened, missing]) assert.deepEqual([index.content(digest), existsSync(paths.contentFile(digest))], [undefined, false]);
  assert.equal(index.content(missized)?.size, 1000);
  assert.ok(logged.some((line) => line.includes('is mended')));
  held?.release();

  const again = await verifyToEnd();
  assert.deepEqual([again.wrong, again.checked, again.total, again.bytes, again.totalBytes], [[], 22, 22, 22_000, 22_000]);
  assert.equal(room.state().bytes, 22_000);
  for (const digest of good) assert.equal(content.has(digest), true);
});

test('a verification under way is joined, told how far it is, and stopped with everything else', async (t) => {
  const { put, paths, index, upkeep } = await openCache(t);
  // It is never read to its end, so it need not be what its name says.
  const large = put(bytesOf('large'));
  truncateSync(paths.contentFile(large), 256 * MiB);
  index.addContent({ digest: large, size: 256 * MiB, mediaType: null, usedAtMs: 1 });
  const begun = upkeep.startVerify();
  assert.equal(begun.state, 'running');
  await until(() => upkeep.verifyState().bytes > 0);
  assert.equal(upkeep.startVerify().startedAtMs, begun.startedAtMs);
  assert.equal(upkeep.verifyState().totalBytes, 256 * MiB);
  await upkeep.close();
  const ended = upkeep.verifyState();
  assert.deepEqual([ended.state, ended.failure, ended.wrong], ['failed', 'pullgate was stopped', []], 'a file that was read in part is not wrong');
});

test('a verification that cannot read a folder fails and says so', async (t) => {
  const { paths, verifyToEnd } = await openCache(t);
  writeFile(dirname(paths.contentFile(digestOf(bytesOf('x')))), Buffer.from('no folder'));
  const ended = await verifyToEnd();
  assert.equal(ended.state, 'failed');
  assert.match(ended.failure ?? '', /ENOTDIR/);
});

test('prune removes what was not used for so long, what is above a size, or all; never what is read', async (t) => {
  const { put, clock, upkeep, content, index, room } = await openCache(t);
  const old = [put(bytesOf('old 1')), put(bytesOf('old 2')), put(bytesOf('old manifest'), manifestType)];
  const read = put(bytesOf('old and read'));
  const lease = content.lease(read);
  clock.nowMs += 48 * hourMs;
  const fresh = ['n1', 'n2', 'n3', 'n4'].map((text) => put(bytesOf(text)));
  assert.deepEqual(await upkeep.prune({ unusedForMs: 24 * hourMs }), { count: 3, bytes: 3000 });
  assert.deepEqual(old.map((digest) => content.has(digest)), [false, false, false]);
  assert.deepEqual(await upkeep.prune({ maxBytes: 3000 }), { count: 2, bytes: 2000 });
  assert.deepEqual([read, ...fresh].map((digest) => content.has(digest)), [true, false, false, true, true]);
  assert.deepEqual(await upkeep.prune({ maxBytes: 0 }), { count: 2, bytes: 2000 });
  assert.deepEqual([index.totals().blobs, room.state().bytes], [1, 1000]);
  lease?.release();
  assert.deepEqual(await upkeep.prune({ maxBytes: 0, unusedForMs: 0 }), { count: 1, bytes: 1000 });
});
