// Bodies as they come: every byte that arrived is handed over, and a break says that one may ask on.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { parseDigest } from '../core/image/digest.ts';
import { UpstreamError } from './error.ts';
import type { BlobQuery, UpstreamBlob, UpstreamRegistry } from './upstream-registry.ts';

const KiB = 1024;
const content = randomBytes(300 * KiB);
const digest = parseDigest(sha256(content));

const ask = (upstream: UpstreamRegistry, query: Partial<BlobQuery> = {}): Promise<UpstreamBlob> =>
  upstream.blob({ method: 'GET', repository: 'a/b', digest, as: 'anonymous', isUnverified: true, signal: new AbortController().signal, ...query });

async function startPeer(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return peer;
}

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

test('the bytes come whole and unchecked, the newest of them without waiting for more', async (t) => {
  const { promise: isAsked, resolve: sendRest } = Promise.withResolvers<() => void>();
  const wrong = Buffer.alloc(content.length, 1);
  const peer = await startPeer(t, (_, response) => {
    response.writeHead(200, { 'content-length': wrong.length }).write(wrong.subarray(0, 10));
    sendRest(() => response.end(wrong.subarray(10)));
  });
  const { body, size } = await ask(upstreamOf(t, peer.address));
  assert.equal(size, content.length);
  assert.ok(body !== undefined);
  const first = await new Promise<Buffer>((resolve) => body.once('readable', () => resolve(body.read() as Buffer)));
  assert.equal(first.length, 10);
  (await isAsked)();
  const { bytes, error } = await drain(body);
  assert.equal(error, undefined);
  assert.ok(Buffer.concat([first, bytes]).equals(wrong));
});

const half = 150 * KiB;
const broken: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ['cut', (to) => void to.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, half), () => to.destroy())],
  ['cut without a length', (to) => void to.writeHead(200).write(content.subarray(0, half), () => to.destroy())],
  ['silent', (to) => void to.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, half))],
];

for (const [how, answer] of broken) {
  test(`a body that is ${how} in the middle hands over what came, fails as transient, and is read on from there`, async (t) => {
    const peer = await startPeer(t, (request, response) => {
      if (request.headers.range === undefined) answer(response);
      else response.writeHead(206, { 'content-range': `bytes ${half}-${content.length - 1}/${content.length}` }).end(content.subarray(half));
    });
    const upstream = upstreamOf(t, peer.address, { idleTimeoutMs: 1000 });
    const { bytes, error } = await drain((await ask(upstream)).body);
    assert.ok(error instanceof UpstreamError && error.isTransient && ['unavailable', 'timeout'].includes(error.kind), String(error));
    assert.ok(bytes.equals(content.subarray(0, half)));
    const rest = await ask(upstream, { range: `bytes=${half}-` });
    assert.deepEqual([rest.status, rest.size, rest.headers['content-range']], [206, content.length - half, `bytes ${half}-${content.length - 1}/${content.length}`]);
    assert.ok(Buffer.concat([bytes, (await drain(rest.body)).bytes]).equals(content));
    assert.equal(peer.seen.length, 2);
  });
}

test('an upstream that knows no ranges begins anew, and one that continues elsewhere is a bad response', async (t) => {
  const peer = await startPeer(t, (request, response) => {
    if (request.path.startsWith('/v2/whole/')) response.writeHead(200, { 'content-length': content.length }).end(content);
    else response.writeHead(206, { 'content-range': `bytes 0-${content.length - 1}/${content.length}` }).end(content);
  });
  const upstream = upstreamOf(t, peer.address);
  const whole = await ask(upstream, { repository: 'whole', range: 'bytes=5-' });
  assert.equal(whole.status, 200);
  assert.ok((await drain(whole.body)).bytes.equals(content));
  await assert.rejects(ask(upstream, { range: 'bytes=5-' }), (error) => error instanceof UpstreamError && error.kind === 'bad-response' && !error.isTransient);
});

test('a reader that waits makes upstream wait, for longer than upstream may be silent', async (t) => {
  const total = 64 * KiB * KiB;
  let sent = 0;
  const peer = await startPeer(t, (_, response) => {
    response.writeHead(200, { 'content-length': total });
    const more = (): void => {
      while (sent < total && response.writableLength < 256 * KiB) {
        sent += 64 * KiB;
        response.write(Buffer.alloc(64 * KiB));
      }
      if (sent === total) response.end();
    };
    response.on('drain', more);
    more();
  });
  const { body } = await ask(upstreamOf(t, peer.address, { idleTimeoutMs: 400 }));
  for (let before = -1; before !== sent; ) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 900));
  }
  const unread = sent;
  assert.ok(unread < total / 2, `${unread} bytes were taken from upstream unread`);
  let read = 0;
  for await (const piece of body ?? assert.fail('no body')) {
    read += (piece as Buffer).length;
    if (read > unread + KiB * KiB) break;
  }
  assert.ok(read > unread, 'more comes once it is read');
});

test('an abort fails the body with the signal’s reason, a destroyed body frees its connection', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 1000)));
  const upstream = upstreamOf(t, peer.address);
  const abort = new AbortController();
  const { body } = await ask(upstream, { signal: abort.signal });
  setImmediate(() => abort.abort(new Error('nobody wants it any more')));
  assert.match(String((await drain(body)).error), /nobody wants it any more/);
  await until(() => peer.openSockets() === 0);
  (await ask(upstream)).body?.destroy();
  await until(() => peer.openSockets() === 0);
});
