// The content store: one fetch for all, whole files only, and never a failure for the disk's sake.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { scriptBlob, sha256 } from '../../../test/peers/scripted-blob.ts';
import type { Digest } from '../../core/image/digest.ts';
import { openCacheIndex } from '../../store/cache-index/open-cache-index.ts';
import { createLog } from '../../telemetry/log.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { BlobLease } from './content-source.port.ts';
import { createHashThread } from './hash-thread.ts';
import { openContentStore } from './open-content.ts';
import { cachePaths } from './path.ts';
import { createRoom } from './room.ts';
import { StorageFailed } from './storage-failed.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;
const registry = 'registry.example.com';
const { signal } = new AbortController();
/** One for all of these tests: each takes as long to start as most of them take. */
const hashThread = createHashThread();
after(() => hashThread.close());

async function prepare(t: TestContext, { freeBytes = () => 10 * GiB }: { readonly freeBytes?: () => number } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-content-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const logged: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => logged.push(line) } });
  const index = openCacheIndex({ file: ':memory:', log });
  t.after(() => index.close());
  let timeMs = 1000;
  const now = (): number => timeMs;
  const paths = cachePaths(folder);
  const open = async () => {
    const room = createRoom({ folder, maxBytes: 5 * GiB, lowWaterShare: 0.9, bytes: index.totals().bytes, freeBytes, now, log });
    const content = await openContentStore({ folder, index, room, now, log, pausesMs: [1, 1, 1], hashThread: { ...hashThread, close: () => Promise.resolve() } });
    t.after(() => content.close());
    return { content, room };
  };
  return { folder, paths, index, logged, open, setTime: (ms: number) => (timeMs = ms), ...(await open()) };
}

/** Reads what the lease gives, as it gives it, and releases it. */
async function readAll(lease: BlobLease, { onPiece = () => undefined }: { readonly onPiece?: (position: number) => void } = {}): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let position = 0;
  try {
    for (;;) {
      const available = lease.available();
      if (available > position) {
        pieces.push(readFileSync(lease.file).subarray(position, available));
        position = available;
        onPiece(position);
      } else if (lease.isWhole()) return Buffer.concat(pieces);
      else await lease.more(position, signal);
    }
  } finally {
    lease.release();
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    assert.ok(tries < 2000, 'in vain');
    await sleep(5);
  }
}

test('however many want a blob at once, upstream is asked once and all of them read it as it arrives', async (t) => {
  const { content, index, paths, room } = await prepare(t);
  const bytes = randomBytes(300 * KiB);
  const digest = sha256(bytes);
  const upstream = scriptBlob(bytes.length);
  const fetched = await Promise.all(Array.from({ length: 20 }, () => content.fetch(digest, upstream.fetch, registry)));
  assert.equal(upstream.asked(), 1);
  assert.deepEqual(fetched.map(({ isCollapsed }) => isCollapsed), [false, ...Array.from({ length: 19 }, () => true)]);
  assert.ok(fetched.every(({ lease }) => lease.size === bytes.length));

  let begun = 0;
  const reading = fetched.map(({ lease }) => {
    let isFirst = true;
    return readAll(lease, { onPiece: () => void (begun += isFirst ? 1 : 0, (isFirst = false)) });
  });
  upstream.send(bytes.subarray(0, 10));
  await until(() => begun === 20);
  assert.equal(content.has(digest), false);
  upstream.send(bytes.subarray(10));
  upstream.end();
  for (const read of await Promise.all(reading)) assert.deepEqual(read, bytes);

  await until(() => !content.isInFlight(digest));
  assert.deepEqual(readFileSync(paths.contentFile(digest)), bytes);
  assert.deepEqual(index.content(digest), { digest, size: bytes.length, mediaType: null, usedAtMs: 1000 });
  assert.equal(room.state().bytes, bytes.length);
  await until(() => readdirSync(paths.incomingFolder).length === 0);
  const again = await content.fetch(digest, upstream.fetch, registry);
  assert.deepEqual(await readAll(again.lease), bytes);
  assert.equal(upstream.asked(), 1);
});

test('who began a fetch may hang up: it goes on, also with nobody reading', async (t) => {
  const { content } = await prepare(t);
  const bytes = randomBytes(1000);
  const digest = sha256(bytes);
  const upstream = scriptBlob(bytes.length);
  const { lease } = await content.fetch(digest, upstream.fetch, registry);
  upstream.send(bytes.subarray(0, 500));
  await lease.more(0, signal);
  lease.release();
  upstream.send(bytes.subarray(500));
  upstream.end();
  await until(() => content.has(digest));
  assert.deepEqual(await readAll(content.lease(digest)!), bytes);
});

test('a file that is read while it arrives keeps its name until it is released', async (t) => {
  const { content } = await prepare(t);
  const bytes = randomBytes(1000);
  const digest = sha256(bytes);
  const upstream = scriptBlob();
  const { lease } = await content.fetch(digest, upstream.fetch, registry);
  assert.equal(lease.size, undefined);
  upstream.send(bytes);
  upstream.end();
  await until(() => content.has(digest) && !content.isInFlight(digest));
  assert.equal(lease.size, 1000);
  assert.deepEqual(readFileSync(lease.file), bytes);
  lease.release();
  await until(() => !existsSync(lease.file));
});

test('an empty blob is a blob', async (t) => {
  const { content } = await prepare(t);
  const upstream = scriptBlob(0);
  const digest = sha256(Buffer.alloc(0));
  const { lease } = await content.fetch(digest, upstream.fetch, registry);
  upstream.end();
  assert.equal((await readAll(lease)).length, 0);
  await until(() => content.has(digest));
});

for (const { name, size, sent } of [
  { name: 'bytes of another digest', size: 1000, sent: Buffer.alloc(1000, 1) },
  { name: 'too many bytes', size: 1000, sent: Buffer.alloc(1001) },
  { name: 'a wrong length of right bytes', size: 999, sent: Buffer.alloc(1000) },
]) {
  test(`of ${name} nobody gets the end, and nothing is kept`, async (t) => {
    const { content, index, paths, logged } = await prepare(t);
    const digest = sha256(Buffer.alloc(1000));
    const upstream = scriptBlob(size);
    const { lease } = await content.fetch(digest, upstream.fetch, registry);
    let furthest = 0;
    const reading = readAll(lease, { onPiece: (position) => void (furthest = position) });
    upstream.send(sent.subarray(0, 900));
    await until(() => furthest > 0);
    upstream.send(sent.subarray(900));
    upstream.end();
    await assert.rejects(reading, (error) => error instanceof UpstreamError && error.kind === 'bad-response');
    assert.ok(furthest < size);
    await until(() => readdirSync(paths.incomingFolder).length === 0);
    assert.deepEqual([content.has(digest), content.isInFlight(digest), content.flightCount(), content.isLeased(digest), index.content(digest)], [false, false, 0, false, undefined]);
    assert.ok(!existsSync(paths.contentFile(digest)));
    assert.match(logged.join(''), /a blob could not be fetched/);
  });
}

for (const { name, changedByte } of [{ name: 'right' }, { name: 'wrong', changedByte: 4_000_000 }]) {
  test(`a large blob, whose connection breaks on the way and which comes anew, is found ${name}`, async (t) => {
    const { content } = await prepare(t);
    const bytes = randomBytes(5 * MiB);
    const digest = sha256(bytes);
    const [broken, upstream] = [scriptBlob(bytes.length), scriptBlob(bytes.length)];
    const answers = [broken, upstream];
    const { lease } = await content.fetch(digest, (from, ending) => answers.shift()!.fetch(from, ending), registry);
    const reading = readAll(lease);
    broken.send(bytes.subarray(0, 3 * MiB));
    await lease.more(3 * MiB - 2, signal);
    broken.body.destroy(new UpstreamError({ kind: 'unavailable', registry, problem: 'cut the connection', isTransient: true }));
    const sent = Buffer.from(bytes);
    if (changedByte !== undefined) sent[changedByte] = (sent[changedByte] ?? 0) ^ 1;
    upstream.send(sent);
    upstream.end();
    if (changedByte === undefined) assert.ok((await reading).equals(bytes));
    else await assert.rejects(reading, /sent wrong bytes/);
  });
}

test("upstream's refusal reaches all who wait, and the next one asks anew", async (t) => {
  const { content, paths } = await prepare(t);
  const bytes = randomBytes(100);
  const digest = sha256(bytes);
  const refused = new UpstreamError({ kind: 'not-found', registry, problem: 'has no such blob', status: 404 });
  const outcomes = await Promise.allSettled([1, 2].map(() => content.fetch(digest, () => Promise.reject(refused), registry)));
  assert.deepEqual(outcomes, [{ status: 'rejected', reason: refused }, { status: 'rejected', reason: refused }]);
  assert.deepEqual([content.isInFlight(digest), content.isLeased(digest)], [false, false]);
  const upstream = scriptBlob(100);
  const { lease } = await content.fetch(digest, upstream.fetch, registry);
  upstream.send(bytes);
  upstream.end();
  assert.deepEqual(await readAll(lease), bytes);
  await until(() => readdirSync(paths.incomingFolder).length === 0);
});

test('an answer that breaks before it is read is asked for again', async (t) => {
  const { content } = await prepare(t);
  const bytes = randomBytes(100);
  const [broken, upstream] = [scriptBlob(100), scriptBlob(100)];
  const answers = [broken, upstream];
  const { lease } = await content.fetch(
    sha256(bytes),
    (from, ending) => {
      const answer = answers.shift()!.fetch(from, ending);
      broken.body.destroy(new UpstreamError({ kind: 'unavailable', registry, problem: 'cut the connection', isTransient: true }));
      return answer;
    },
    registry,
  );
  upstream.send(bytes);
  upstream.end();
  assert.deepEqual(await readAll(lease), bytes);
});

test('a blob is leased in flight and in place, counted until the last one lets go', async (t) => {
  const { content } = await prepare(t);
  const bytes = randomBytes(100);
  const digest = sha256(bytes);
  const upstream = scriptBlob(100);
  const beginning = content.fetch(digest, upstream.fetch, registry);
  assert.deepEqual([content.isInFlight(digest), content.flightCount(), content.lease(digest)], [true, 1, undefined]);
  const { lease } = await beginning;
  const second = content.lease(digest)!;
  assert.equal(content.size(digest), 100);
  upstream.send(bytes);
  upstream.end();
  await until(() => !content.isInFlight(digest));
  const third = content.lease(digest)!;
  lease.release();
  lease.release();
  second.release();
  assert.equal(content.isLeased(digest), true);
  third.release();
  assert.equal(content.isLeased(digest), false);
});

test('what an earlier process was writing is removed at the start, and what it put in place is served', async (t) => {
  const { content, paths, open } = await prepare(t);
  const bytes = randomBytes(100);
  await content.keep({ digest: sha256(bytes), mediaType: 'application/json', bytes });
  await content.close();
  writeFileSync(join(paths.incomingFolder, '1-abc'), 'half');
  writeFileSync(join(paths.incomingFolder, '1-abc.whole'), 'half');
  const { content: later } = await open();
  assert.deepEqual(readdirSync(paths.incomingFolder), []);
  assert.deepEqual(await later.read(sha256(bytes)), bytes);
});

test('files and folders are for their owner alone', async (t) => {
  const { content, paths } = await prepare(t);
  const bytes = randomBytes(100);
  await content.keep({ digest: sha256(bytes), mediaType: 'application/json', bytes });
  const file = paths.contentFile(sha256(bytes));
  assert.deepEqual([file, dirname(file), paths.contentFolder, paths.incomingFolder].map((path) => statSync(path).mode & 0o077), [0, 0, 0, 0]);
});

const manifest = Buffer.from('{"schemaVersion":2}');
const keptManifest = { digest: sha256(manifest), mediaType: 'application/vnd.oci.image.manifest.v1+json', bytes: manifest };

test('a manifest is kept once and read back, and its use written down', async (t) => {
  const { content, index, room, paths, setTime } = await prepare(t);
  assert.equal(await content.read(keptManifest.digest), undefined);
  await Promise.all([content.keep(keptManifest), content.keep(keptManifest)]);
  await content.keep(keptManifest);
  assert.equal(room.state().bytes, manifest.length);
  assert.deepEqual(readdirSync(paths.incomingFolder), []);
  setTime(5000);
  assert.deepEqual(await content.read(keptManifest.digest), manifest);
  await content.close();
  assert.deepEqual(index.content(keptManifest.digest), { digest: keptManifest.digest, size: manifest.length, mediaType: keptManifest.mediaType, usedAtMs: 5000 });
});

const damages: readonly { readonly name: string; readonly damage: (file: string) => void }[] = [
  { name: 'is gone', damage: (file) => rmSync(file) },
  { name: 'was cut', damage: (file) => truncateSync(file, 3) },
  { name: 'has other bytes', damage: (file) => writeFileSync(file, Buffer.alloc(manifest.length)) },
];
for (const { name, damage } of damages) {
  test(`content whose file ${name} is not there: it is dropped, and can be kept again`, async (t) => {
    const { content, index, room, paths } = await prepare(t);
    await content.keep(keptManifest);
    damage(paths.contentFile(keptManifest.digest));
    assert.equal(await content.read(keptManifest.digest), undefined);
    assert.deepEqual([index.content(keptManifest.digest), room.state().bytes, content.has(keptManifest.digest)], [undefined, 0, false]);
    await until(() => !existsSync(paths.contentFile(keptManifest.digest)));
    await content.keep(keptManifest);
    assert.deepEqual(await content.read(keptManifest.digest), manifest);
  });
}

test('removed content is gone, and whoever has opened it reads on', async (t) => {
  const { content, room, paths } = await prepare(t);
  await content.keep(keptManifest);
  await content.remove(keptManifest.digest);
  assert.deepEqual([content.has(keptManifest.digest), content.lease(keptManifest.digest), room.state().bytes], [false, undefined, 0]);
  assert.ok(!existsSync(paths.contentFile(keptManifest.digest)));
  await content.remove(keptManifest.digest);
  assert.equal(room.state().bytes, 0);
});

test('without room nothing is kept, and upstream is let go of', async (t) => {
  const { content, paths } = await prepare(t, { freeBytes: () => GiB });
  const digest = sha256(randomBytes(10));
  const upstream = scriptBlob(2 * GiB);
  await assert.rejects(content.fetch(digest, upstream.fetch, registry), StorageFailed);
  assert.equal(upstream.body.destroyed, true);
  assert.equal(content.isInFlight(digest), false);
  await until(() => readdirSync(paths.incomingFolder).length === 0);
});

test('a fetch that the disk has no more room for ends with StorageFailed, and leaves no file', async (t) => {
  let free = 10 * GiB;
  const { content, paths } = await prepare(t, { freeBytes: () => free });
  const digest = sha256(randomBytes(10));
  const upstream = scriptBlob(GiB);
  const { lease } = await content.fetch(digest, upstream.fetch, registry);
  free = 0;
  for (let sent = 0; sent <= 64; sent += 1) upstream.send(Buffer.alloc(MiB));
  await assert.rejects(readAll(lease), StorageFailed);
  await until(() => readdirSync(paths.incomingFolder).length === 0);
  assert.equal(upstream.body.destroyed, true);
});

test('a disk that takes no new file makes a fetch fail with StorageFailed, and turns storing off', async (t) => {
  const { content, room, paths } = await prepare(t);
  rmSync(paths.incomingFolder, { recursive: true });
  writeFileSync(paths.incomingFolder, 'not a folder');
  const digest = sha256(randomBytes(10));
  const upstream = scriptBlob(10);
  await assert.rejects(content.fetch(digest, upstream.fetch, registry), StorageFailed);
  assert.equal(upstream.body.destroyed, true);
  assert.equal(room.state().isStoring, false);
  await content.keep(keptManifest);
  assert.equal(content.has(keptManifest.digest), false);
});

test('a folder that cannot be made at the start turns storing off, and nothing fails', async (t) => {
  const { paths, open } = await prepare(t);
  rmSync(paths.root, { recursive: true });
  writeFileSync(paths.root, 'not a folder');
  const { content, room } = await open();
  assert.equal(room.state().isStoring, false);
  assert.deepEqual([await content.read(keptManifest.digest), content.lease(keptManifest.digest)], [undefined, undefined]);
  await assert.rejects(content.fetch(keptManifest.digest, scriptBlob(10).fetch, registry), StorageFailed);
});

test('a blob that cannot be put in its place is read to its end all the same', async (t) => {
  const { content, room, paths } = await prepare(t);
  rmSync(paths.contentFolder, { recursive: true });
  writeFileSync(paths.contentFolder, 'not a folder');
  const bytes = randomBytes(1000);
  const digest: Digest = sha256(bytes);
  const upstream = scriptBlob(1000);
  const { lease } = await content.fetch(digest, upstream.fetch, registry);
  const reading = readAll(lease);
  upstream.send(bytes);
  upstream.end();
  assert.deepEqual(await reading, bytes);
  await until(() => !content.isInFlight(digest));
  assert.deepEqual([content.has(digest), room.state().isStoring], [false, false]);
});

test('closing ends what is in flight, writes uses down, and begins nothing more', async (t) => {
  const { content, paths } = await prepare(t);
  const digest = sha256(randomBytes(10));
  const upstream = scriptBlob(10);
  const { lease } = await content.fetch(digest, upstream.fetch, registry);
  const never = content.fetch(sha256(randomBytes(10)), (_from, ending) => new Promise((_resolve, reject) => ending.addEventListener('abort', () => reject(ending.reason as Error))), registry);
  const reading = readAll(lease);
  await Promise.all([assert.rejects(reading, /closed/), assert.rejects(never, /closed/), content.close()]);
  assert.deepEqual(readdirSync(paths.incomingFolder), []);
  await assert.rejects(content.fetch(digest, upstream.fetch, registry), StorageFailed);
});
