// A body is read whole or not at all, and never beyond its limit.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { BodyIncomplete, BodyTooLarge, readBody } from './body.ts';

async function receive(t: TestContext, text: string): Promise<{ request: IncomingMessage; socket: Socket }> {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  socket.write(text);
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  return { request, socket };
}

const head = 'POST / HTTP/1.1\r\nhost: a\r\n';
const never = new AbortController().signal;
const cases: readonly { readonly name: string; readonly send: string; readonly maxBytes: number; readonly expect: string | typeof BodyTooLarge }[] = [
  { name: 'a body with a length', send: `${head}content-length: 3\r\n\r\nabc`, maxBytes: 3, expect: 'abc' },
  { name: 'a chunked body', send: `${head}transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`, maxBytes: 3, expect: 'abc' },
  { name: 'no body', send: `${head}\r\n`, maxBytes: 0, expect: '' },
  { name: 'a length over the limit', send: `${head}content-length: 4\r\n\r\n`, maxBytes: 3, expect: BodyTooLarge },
  { name: 'chunks over the limit', send: `${head}transfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n`, maxBytes: 3, expect: BodyTooLarge },
];

for (const { name, send, maxBytes, expect } of cases) {
  test(`${name}: ${typeof expect === 'string' ? 'read' : 'refused before it has all come'}`, async (t) => {
    const { request } = await receive(t, send);
    const reading = readBody(request, { maxBytes, signal: never });
    if (typeof expect === 'string') assert.equal((await reading).toString(), expect);
    else await assert.rejects(reading, expect);
  });
}

test('a client that goes away amid its body is told apart', async (t) => {
  const { request, socket } = await receive(t, `${head}content-length: 4\r\n\r\nab`);
  const reading = readBody(request, { maxBytes: 10, signal: never });
  socket.destroy();
  await assert.rejects(reading, BodyIncomplete);
});

test('reading ends when the caller gives up', async (t) => {
  const { request } = await receive(t, `${head}content-length: 4\r\n\r\nab`);
  const abort = new AbortController();
  const reading = readBody(request, { maxBytes: 10, signal: abort.signal });
  abort.abort(new Error('given up'));
  await assert.rejects(reading, { message: 'given up' });
});

test('reading does not begin after the caller has given up', async (t) => {
  const { request } = await receive(t, `${head}content-length: 4\r\n\r\nabcd`);
  await assert.rejects(readBody(request, { maxBytes: 10, signal: AbortSignal.abort(new Error('given up')) }), { message: 'given up' });
});
