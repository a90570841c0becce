// Writing at the client's pace: one that takes nothing any more is cut off, one that waits for upstream is not.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClientWriter } from './client-writer.ts';

const MiB = 1024 * 1024;
const stallMs = 50;

/** A server's response, and the answer that its client has of it and does not read. */
async function connect(t: TestContext): Promise<{ readonly response: ServerResponse; readonly answer: IncomingMessage }> {
  const arrived = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => {
    response.writeHead(200).flushHeaders();
    arrived.resolve(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const answered = Promise.withResolvers<IncomingMessage>();
  get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent: false }, answered.resolve).on('error', answered.reject);
  const [response, answer] = await Promise.all([arrived.promise, answered.promise]);
  answer.on('error', () => undefined);
  return { response, answer };
}

test('a client that takes nothing any more is cut off', async (t) => {
  const { response } = await connect(t);
  const client = openClientWriter(response, stallMs);
  const writing = async (): Promise<never> => {
    for (;;) await client.write(Buffer.alloc(MiB));
  };
  await assert.rejects(writing());
  assert.equal(response.destroyed, true);
  if (!client.signal.aborted) await once(client.signal, 'abort');
  await assert.rejects(client.write(Buffer.alloc(1)), /the client has left/);
  client.close();
});

test('a client for which nothing has come from upstream for long is not cut off', async (t) => {
  const { response, answer } = await connect(t);
  const client = openClientWriter(response, stallMs);
  await sleep(4 * stallMs);
  await client.write(Buffer.from('late'));
  client.close();
  response.end();
  assert.equal(Buffer.concat((await answer.toArray()) as Buffer[]).toString(), 'late');
});
