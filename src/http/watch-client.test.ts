// A client that leaves is noticed, whenever that is asked; one that has its answer has not left.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { watchClient } from './watch-client.ts';

async function receive(t: TestContext): Promise<{ response: ServerResponse; socket: Socket }> {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  return { response, socket };
}

test('a client that waits has not left', async (t) => {
  const { response } = await receive(t);
  const client = watchClient(response);
  assert.equal(client.hasLeft(), false);
  assert.equal(client.signal().aborted, false);
  assert.equal(client.signal(), client.signal());
});

test('a client that leaves aborts the signal', async (t) => {
  const { response, socket } = await receive(t);
  const client = watchClient(response);
  const aborted = once(client.signal(), 'abort');
  socket.destroy();
  await aborted;
  assert.equal(client.hasLeft(), true);
});

test('the signal of a client that left before it was asked for is aborted', async (t) => {
  const { response, socket } = await receive(t);
  const client = watchClient(response);
  socket.destroy();
  await once(response, 'close');
  assert.equal(client.hasLeft(), true);
  assert.equal(client.signal().aborted, true);
});

test('a client that has its whole answer has not left before it, however it goes', async (t) => {
  const { response, socket } = await receive(t);
  const client = watchClient(response);
  const signal = client.signal();
  socket.resume();
  response.end('ok');
  await once(response, 'close');
  socket.destroy();
  assert.equal(client.hasLeft(), false);
  assert.equal(signal.aborted, false);
});
