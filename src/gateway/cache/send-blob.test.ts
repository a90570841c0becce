// Sending a blob: the right bytes to their end, or a broken connection; and the lease is always let go of.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { UpstreamError } from '../../upstream/error.ts';
import { leaseArriving, leaseWhole } from './blob-lease.ts';
import type { BlobLease } from './content-source.port.ts';
import { createProgress } from './progress.ts';
import { createQuickBuffers } from './quick-buffers.ts';
import { createBlobBody } from './send-blob.ts';
import type { SendBlobOptions } from './send-blob.ts';
import { StorageFailed } from './storage-failed.ts';

const MiB = 1024 * 1024;
const bytes = randomBytes(5 * MiB + 123);

interface Setting {
  readonly file: string;
  /** Leases that were let go of. */
  readonly released: () => number;
  readonly release: () => void;
  readonly whole: () => BlobLease;
  /** Serves one body, and gives back the client's answer once its head is there. */
  readonly request: (options: Pick<SendBlobOptions, 'lease'> & Partial<SendBlobOptions>) => Promise<IncomingMessage>;
  readonly failures: readonly unknown[];
}

function prepare(t: TestContext): Setting {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-send-'));
  const file = join(folder, 'blob');
  writeFileSync(file, bytes);
  t.after(() => rmSync(folder, { recursive: true }));
  const failures: unknown[] = [];
  let released = 0;
  const release = (): void => void (released += 1);
  return {
    file,
    failures,
    released: () => released,
    release,
    whole: () => leaseWhole({ file, size: bytes.length, release }),
    request: async (options) => {
      const server = createServer((_request, response) => {
        const body = createBlobBody({ first: 0, readOn: () => Promise.reject(new Error('upstream was asked')), buffers: createQuickBuffers(), now: () => 0, ...options });
        response.writeHead(200, body.size === undefined ? {} : { 'content-length': body.size });
        body.send(response).catch((error: unknown) => failures.push(error));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      t.after(() => {
        server.closeAllConnections();
        server.close();
      });
      return new Promise((resolve, reject) => get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent: false }, resolve).on('error', reject));
    },
  };
}

/** All that has come so far. */
function collect(answer: IncomingMessage): () => Buffer {
  const pieces: Buffer[] = [];
  answer.on('data', (piece: Buffer) => pieces.push(piece));
  return () => Buffer.concat(pieces);
}

const readAll = async (answer: IncomingMessage): Promise<Buffer> => Buffer.concat((await answer.toArray()) as Buffer[]);

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000 && !condition(); tries += 1) await sleep(5);
  assert.ok(condition());
}

for (const { name, first, last } of [
  { name: 'the whole', first: 0 },
  { name: 'from a byte on', first: 4 * MiB },
  { name: 'from one byte to another', first: 100, last: 3 * MiB },
  { name: 'one byte', first: 7, last: 7 },
  { name: 'nothing of an end', first: bytes.length },
]) {
  test(`a blob in place is sent: ${name}`, async (t) => {
    const { whole, request, released, failures } = prepare(t);
    const answer = await request({ lease: whole(), first, ...(last === undefined ? {} : { last }) });
    const expected = bytes.subarray(first, last === undefined ? undefined : last + 1);
    assert.equal(answer.headers['content-length'], String(expected.length));
    assert.ok((await readAll(answer)).equals(expected));
    await until(() => released() === 1);
    assert.deepEqual(failures, []);
  });
}

test('a blob that is arriving is sent as it arrives, in chunks while its size is unknown', async (t) => {
  const { file, release, released, request } = prepare(t);
  const progress = createProgress();
  progress.wrote(1000);
  const answer = await request({ lease: leaseArriving({ file, progress, release }) });
  assert.equal(answer.headers['transfer-encoding'], 'chunked');
  const received = collect(answer);
  await until(() => received().length === 999);
  progress.wrote(bytes.length);
  progress.finish();
  await until(() => answer.complete);
  assert.ok(received().equals(bytes));
  await until(() => released() === 1);
});

test('the first bytes are sent before the file has them, each byte once', async (t) => {
  const { file, release, request } = prepare(t);
  const progress = createProgress();
  progress.expect(bytes.length);
  const answering = request({ lease: leaseArriving({ file, progress, release }) });
  // The head goes out together with them.
  progress.began(bytes.subarray(0, 5000));
  const answer = await answering;
  const received = collect(answer);
  await until(() => received().length === 5000);
  progress.wrote(bytes.length);
  progress.finish();
  await until(() => answer.complete);
  assert.ok(received().equals(bytes));
});

test('a part of an arriving blob is sent when it is there, whatever comes after', async (t) => {
  const { file, release, request } = prepare(t);
  const progress = createProgress();
  progress.expect(bytes.length);
  progress.wrote(1000);
  const answer = await request({ lease: leaseArriving({ file, progress, release }), first: 10, last: 500 });
  assert.ok((await readAll(answer)).equals(bytes.subarray(10, 501)));
});

test('when upstream breaks off for good, so does the connection', async (t) => {
  const { file, release, released, request, failures } = prepare(t);
  const progress = createProgress();
  progress.expect(bytes.length);
  progress.wrote(1000);
  const answer = await request({ lease: leaseArriving({ file, progress, release }) });
  const reading = readAll(answer);
  const problem = new UpstreamError({ kind: 'bad-response', registry: 'registry.example.com', problem: 'sent wrong bytes' });
  progress.fail(problem);
  await assert.rejects(reading, /aborted/);
  await until(() => released() === 1);
  assert.deepEqual(failures, [problem]);
});

const inPieces = (): Readable => Readable.from([bytes.subarray(0, 900), bytes.subarray(900, 4 * MiB), bytes.subarray(4 * MiB)], { objectMode: false });
const storageFailures: readonly { readonly name: string; readonly first: number; readonly last?: number; readonly lease: (setting: Setting) => BlobLease }[] = [
  { name: 'that cannot be opened', first: 0, lease: ({ file, release }) => leaseWhole({ file: `${file}-missing`, size: bytes.length, release }) },
  {
    name: 'that was cut',
    first: 0,
    lease: ({ file, whole }) => {
      truncateSync(file, 3 * MiB);
      return whole();
    },
  },
  {
    name: 'that was cut before the part',
    first: 3 * MiB,
    last: 4 * MiB,
    lease: ({ file, whole }) => {
      truncateSync(file, MiB);
      return whole();
    },
  },
  {
    name: 'that the disk has no room for',
    first: 0,
    lease: ({ file, release }) => {
      const progress = createProgress();
      progress.expect(bytes.length);
      progress.wrote(2 * MiB);
      const lease = leaseArriving({ file, progress, release });
      return { ...lease, more: (position, signal) => (progress.fail(new StorageFailed('the disk is full')), progress.more(position, signal)) };
    },
  },
];
for (const { name, first, last, lease } of storageFailures) {
  test(`after a file ${name} the rest is read from upstream`, async (t) => {
    const setting = prepare(t);
    const reasons: unknown[] = [];
    const readOn = (because: StorageFailed): Promise<Readable> => {
      reasons.push(because);
      return Promise.resolve(inPieces());
    };
    const answer = await setting.request({ lease: lease(setting), first, ...(last === undefined ? {} : { last }), readOn });
    assert.ok((await readAll(answer)).equals(bytes.subarray(first, last === undefined ? undefined : last + 1)));
    await until(() => setting.released() === 1);
    assert.ok(reasons.length === 1 && reasons[0] instanceof StorageFailed);
    assert.deepEqual(setting.failures, []);
  });
}

test('when upstream fails as well, the connection breaks', async (t) => {
  const { file, release, released, request, failures } = prepare(t);
  const problem = new UpstreamError({ kind: 'unavailable', registry: 'registry.example.com', problem: 'is away' });
  await assert.rejects(request({ lease: leaseWhole({ file: `${file}-missing`, size: bytes.length, release }), readOn: () => Promise.reject(problem) }).then(readAll));
  await until(() => released() === 1);
  assert.deepEqual(failures, [problem]);
});

test('a client that leaves while it waits, or while it does not read, is let go of', async (t) => {
  const setting = prepare(t);
  const progress = createProgress();
  progress.expect(bytes.length);
  progress.wrote(1000);
  const waiting = await setting.request({ lease: leaseArriving({ file: setting.file, progress, release: setting.release }) });
  const large = join(setting.file, '..', 'large');
  writeFileSync(large, '');
  truncateSync(large, 200 * MiB); // more than the system takes for a client that does not read
  const idle = await setting.request({ lease: leaseWhole({ file: large, size: 200 * MiB, release: setting.release }) });
  assert.equal(setting.released(), 0);
  for (const answer of [waiting, idle]) answer.destroy();
  await until(() => setting.released() === 2);
  assert.deepEqual(setting.failures.map((error) => error instanceof Error), [true, true]);
});

test('a body that is not sent is let go of', (t) => {
  const { whole, released } = prepare(t);
  createBlobBody({ lease: whole(), first: 0, readOn: () => Promise.reject(new Error('upstream was asked')), buffers: createQuickBuffers(), now: () => 0 }).discard();
  assert.equal(released(), 1);
});
