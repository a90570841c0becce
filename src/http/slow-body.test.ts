// A body that moves may take as long as it takes, one that does not is given up, and of a request without one nothing is kept.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { announcesBody } from './announces-body.ts';
import { watchBody } from './slow-body.ts';

const KiB = 1024;
const periodMs = 1000;

const announced: readonly (readonly [string, IncomingMessage['headers'], boolean])[] = [
  ['nothing', {}, false],
  ['a length of 0', { 'content-length': '0' }, false],
  ['a length', { 'content-length': '1' }, true],
  ['chunks', { 'transfer-encoding': 'chunked' }, true],
];
for (const [name, headers, isAnnounced] of announced) {
  test(`${name}: ${isAnnounced ? 'a' : 'no'} body comes`, () => assert.equal(announcesBody({ headers }), isAnnounced));
}

interface Upload {
  readonly client: Socket;
  readonly request: IncomingMessage;
  readonly slow: () => number;
  /** Sends, and resolves when the server's socket has so many bytes more. */
  readonly send: (bytes: number) => Promise<void>;
  readonly passPeriod: () => void;
}

/** An upload of 1 MiB under way, watched; time stands still but for `passPeriod`. */
async function startUpload(t: TestContext, { length = 1024 * KiB, isRead = true } = {}): Promise<Upload> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  t.after(() => {
    client.destroy();
    server.close();
  });
  const coming = once(server, 'request');
  client.write(`PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: ${length}\r\n\r\n`);
  const [request] = (await coming) as [IncomingMessage];
  t.mock.timers.enable({ apis: ['setInterval'] });
  let slow = 0;
  watchBody(request, { periodMs, onSlow: () => (slow += 1) });
  if (isRead) request.resume();
  return {
    client,
    request,
    slow: () => slow,
    send: async (bytes) => {
      const wanted = request.socket.bytesRead + bytes;
      client.write(Buffer.alloc(bytes));
      while (request.socket.bytesRead < wanted) await new Promise((resolve) => setImmediate(resolve));
    },
    passPeriod: () => t.mock.timers.tick(periodMs),
  };
}

test('a body that brings 16 KiB in each period is left alone, and given up once in the first that brings less', async (t) => {
  const { send, passPeriod, slow } = await startUpload(t);
  for (let period = 0; period < 10; period += 1) {
    await send(16 * KiB);
    passPeriod();
  }
  assert.equal(slow(), 0);
  await send(16 * KiB - 1);
  passPeriod();
  passPeriod();
  assert.equal(slow(), 1);
});

test('a client that is not read is not to blame', async (t) => {
  const { send, passPeriod, slow, request } = await startUpload(t, { isRead: false });
  await send(request.readableHighWaterMark);
  for (let period = 0; period < 3; period += 1) passPeriod();
  assert.equal(slow(), 0);
  request.resume();
  await new Promise((resolve) => setImmediate(resolve));
  passPeriod();
  assert.equal(slow(), 1);
});

for (const [name, finish] of [
  ['is whole', ({ client }: Upload) => void client.write(Buffer.alloc(10))],
  ['is cut off', ({ client }: Upload) => void client.destroy()],
] as const) {
  test(`nobody looks any more at a body that ${name}`, async (t) => {
    const upload = await startUpload(t, { length: 10 });
    const listeners = upload.request.listenerCount('close');
    upload.request.on('error', () => undefined);
    finish(upload);
    while (!upload.request.readableEnded && !upload.request.closed) await new Promise((resolve) => setImmediate(resolve));
    upload.passPeriod();
    assert.equal(upload.slow(), 0);
    assert.ok(upload.request.listenerCount('close') < listeners);
  });
}
