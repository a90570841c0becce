// Blobs from an upstream: checked as they stream, never held, never left hanging.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { RegistryError } from '../core/distribution/error.ts';
import { parseDigest } from '../core/image/digest.ts';
import { UpstreamError } from './error.ts';
import type { BlobQuery, UpstreamBlob, UpstreamRegistry } from './upstream-registry.ts';

const KiB = 1024;
const content = randomBytes(300 * KiB);
const digest = parseDigest(sha256(content));
const empty = parseDigest(sha256(''));

const ask = (upstream: UpstreamRegistry, query: Partial<BlobQuery> = {}): Promise<UpstreamBlob> =>
  upstream.blob({ method: 'GET', repository: 'a/b', digest, as: 'anonymous', signal: new AbortController().signal, ...query });

async function startPeer(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return peer;
}

/** What a reader got before the end or the error. */
async function drain(body: Readable | undefined): Promise<{ readonly bytes: Buffer; readonly error: unknown }> {
  assert.ok(body !== undefined);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk as Buffer);
    return { bytes: Buffer.concat(chunks), error: undefined };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), error };
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const isBad = (error: unknown, message: RegExp): void => {
  assert.ok(error instanceof UpstreamError, String(error));
  assert.match(error.message, message);
};

test('a blob streams through whole, with its length and none of upstream’s other headers', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-length': content.length, 'accept-ranges': 'bytes', 'set-cookie': 'a=b' }).end(content));
  const { body, ...head } = await ask(upstreamOf(t, peer.address));
  assert.deepEqual(head, { status: 200, size: content.length, headers: { 'content-type': 'application/octet-stream', 'content-length': String(content.length), 'accept-ranges': 'bytes' } });
  const { bytes, error } = await drain(body);
  assert.equal(error, undefined);
  assert.ok(bytes.equals(content));
  assert.equal(peer.seen[0]?.path, `/v2/a/b/blobs/${digest}`);
});

test('a blob of untold length and an empty blob stream through', async (t) => {
  const peer = await startPeer(t, (request, response) => void response.writeHead(200).end(request.path.endsWith(empty) ? '' : content));
  const upstream = upstreamOf(t, peer.address);
  const untold = await ask(upstream);
  assert.deepEqual([untold.size, untold.headers['content-length']], [undefined, undefined]);
  assert.ok((await drain(untold.body)).bytes.equals(content));
  assert.deepEqual(await drain((await ask(upstream, { digest: empty })).body), { bytes: Buffer.alloc(0), error: undefined });
});

const wrongBodies: readonly (readonly [string, (response: ServerResponse) => void, RegExp])[] = [
  ['wrong bytes of the right length', (to) => void to.writeHead(200, { 'content-length': content.length }).end(Buffer.alloc(content.length, 1)), /^upstream registry docker\.io sent wrong bytes for blob sha256:\w+ of a\/b: their digest is sha256:/],
  ['wrong bytes of untold length', (to) => void to.writeHead(200).end(content.subarray(1)), /sent wrong bytes/],
  ['one small wrong piece', (to) => void to.writeHead(200, { 'content-length': 1 }).end('x'), /sent wrong bytes/],
  ['nothing at all', (to) => void to.writeHead(200).end(), /sent wrong bytes/],
  ['a body cut in the middle', (to) => void to.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 100 * KiB), () => to.destroy()), /cut/],
  ['a chunked body cut in the middle', (to) => void to.writeHead(200).write(content.subarray(0, 100 * KiB), () => to.destroy()), /cut/],
];

for (const [name, answer, message] of wrongBodies) {
  test(`${name}: the stream fails before the reader has all of it`, async (t) => {
    const peer = await startPeer(t, (_, response) => answer(response));
    const { bytes, error } = await drain((await ask(upstreamOf(t, peer.address))).body);
    isBad(error, message);
    assert.ok(bytes.length < content.length && (bytes.length === 0 || name !== 'one small wrong piece'), `${bytes.length} bytes were handed over`);
    assert.equal(peer.seen.length, 1);
  });
}

test('no blob is held in memory: a reader that waits makes upstream wait', async (t) => {
  const total = 64 * KiB * KiB;
  let sent = 0;
  const peer = await startPeer(t, (_, response) => {
    response.writeHead(200, { 'content-length': total });
    const more = (): void => {
      while (sent < total && response.writableLength < 256 * KiB) {
        sent += 64 * KiB;
        response.write(Buffer.alloc(64 * KiB));
      }
    };
    response.on('drain', more);
    more();
  });
  const { body } = await ask(upstreamOf(t, peer.address));
  let before = -1;
  while (before !== sent) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.ok(sent < total / 2, `${sent} bytes were taken from upstream unread`);
  body?.destroy();
});

const ranges: readonly (readonly [string | undefined, string, number | undefined, number | undefined])[] = [
  ['bytes=0-9', 'bytes=0-9', 0, 9],
  ['bytes=100-', 'bytes=100-', 100, content.length - 1],
  ['bytes=-5', 'bytes=-5', content.length - 5, content.length - 1],
];

for (const [range, sent, first = 0, last = 0] of ranges) {
  test(`Range ${range ?? ''} is passed on and answered with the part`, async (t) => {
    const peer = await startPeer(t, (_, response) => void response.writeHead(206, { 'content-range': `bytes ${first}-${last}/${content.length}` }).end(content.subarray(first, last + 1)));
    const { status, size, headers, body } = await ask(upstreamOf(t, peer.address), { range: range ?? '' });
    assert.deepEqual([status, size, headers['content-range'], headers['content-length']], [206, last - first + 1, `bytes ${first}-${last}/${content.length}`, String(last - first + 1)]);
    assert.ok((await drain(body)).bytes.equals(content.subarray(first, last + 1)));
    assert.equal(peer.seen[0]?.headers.range, sent);
  });
}

test('several ranges, other units and the range of a HEAD are not passed on; a malformed one is refused here', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': content.length }).end(content));
  const upstream = upstreamOf(t, peer.address);
  for (const range of ['bytes=0-1,5-6', 'items=1']) assert.ok((await drain((await ask(upstream, { range })).body)).bytes.equals(content));
  assert.equal((await ask(upstream, { method: 'HEAD', range: 'bytes=0-1' })).status, 200);
  assert.ok(peer.seen.every(({ headers }) => headers.range === undefined));
  await assert.rejects(ask(upstream, { range: 'bytes=x' }), (error) => error instanceof RegistryError && error.code === 'RANGE_INVALID');
  assert.equal(peer.seen.length, 3);
});

test('an upstream that ignores the range sends the whole, which is checked', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': content.length }).end(Buffer.alloc(content.length)));
  const { status, body } = await ask(upstreamOf(t, peer.address), { range: 'bytes=0-9' });
  assert.equal(status, 200);
  isBad((await drain(body)).error, /wrong bytes/);
});

for (const contentRange of [undefined, 'bytes 5-14/100', 'bytes 0-99/100', 'nonsense']) {
  test(`a 206 with Content-Range ${contentRange ?? 'left out'} for bytes=0-9 is a bad response`, async (t) => {
    const peer = await startPeer(t, (_, response) => void response.writeHead(206, contentRange === undefined ? {} : { 'content-range': contentRange }).end('0123456789'));
    await assert.rejects(ask(upstreamOf(t, peer.address), { range: 'bytes=0-9' }), (error) => error instanceof UpstreamError && error.kind === 'bad-response');
  });
}

test('a part that is shorter than it says fails', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(206, { 'content-range': 'bytes 0-9/100' }).end('01234'));
  isBad((await drain((await ask(upstreamOf(t, peer.address), { range: 'bytes=0-9' })).body)).error, /sent 5 bytes of blob .* where 10 were due/);
});

test('416, 404 and 401 have their meanings', async (t) => {
  for (const [status, kind] of [[416, 'range-not-satisfiable'], [404, 'not-found'], [401, 'refused']] as const) {
    const peer = await startPeer(t, (_, response) => sendJson(response, status, { errors: [{ code: 'BLOB_UNKNOWN', message: 'x' }] }));
    await assert.rejects(ask(upstreamOf(t, peer.address), { range: 'bytes=900-' }), (error) => error instanceof UpstreamError && error.kind === kind && error.upstreamCode === 'BLOB_UNKNOWN');
  }
});

test('HEAD tells the length without a body, and leaves no connection behind', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': 5_000_000_000 }).end());
  const upstream = upstreamOf(t, peer.address);
  assert.deepEqual(await ask(upstream, { method: 'HEAD' }), { status: 200, size: 5_000_000_000, headers: { 'content-type': 'application/octet-stream', 'content-length': '5000000000' } });
  await until(() => peer.openSockets() === 0);
});

test('a body that stops is a timeout', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 1000)));
  const { error } = await drain((await ask(upstreamOf(t, peer.address, { idleTimeoutMs: 100 }))).body);
  assert.ok(error instanceof UpstreamError && error.kind === 'timeout', String(error));
});

test('an abort in the middle fails the stream with the signal’s reason and frees the connection', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 1000)));
  const abort = new AbortController();
  const { body } = await ask(upstreamOf(t, peer.address), { signal: abort.signal });
  setTimeout(() => abort.abort(new Error('client went away')), 20);
  assert.match(String((await drain(body)).error), /client went away/);
  await until(() => peer.openSockets() === 0);
});

test('a reader that destroys the stream, or never reads it, leaves no connection behind', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': 64 * KiB * KiB }).write(Buffer.alloc(8 * KiB * KiB)));
  const destroyed = (await ask(upstreamOf(t, peer.address))).body;
  destroyed?.destroy();
  await until(() => peer.openSockets() === 0);
  const unread = (await ask(upstreamOf(t, peer.address, { idleTimeoutMs: 150 }))).body;
  const reason = new Promise<unknown>((resolve) => unread?.once('error', resolve));
  assert.match(String(await reason), /left unread/);
  await until(() => peer.openSockets() === 0);
});

test('closing the upstreams ends what is under way', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 1000)));
  const { createUpstreams } = await import('./upstreams.ts');
  const times = { connectTimeoutMs: 1000, responseTimeoutMs: 1000, idleTimeoutMs: 60_000 };
  const upstreams = createUpstreams({ registries: [{ registry: 'docker.io', address: peer.address, ...times }], credentials: { findUpstreamCredential: () => Promise.resolve(undefined) }, log: { debug: () => undefined, warn: () => undefined }, now: Date.now });
  const upstream = upstreams.get('docker.io');
  assert.ok(upstream !== undefined);
  const reading = drain((await ask(upstream)).body);
  await upstreams.close();
  assert.ok((await reading).error instanceof UpstreamError);
});
