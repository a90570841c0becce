// No bytes, in whatever pieces and however the connection ends, keep either listener from serving the next client.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import test from 'node:test';
import fc from 'fast-check';
import { ask, closed, get, openListeners } from './open-listeners.ts';

const host = 'registry-1.docker.io';
const connectHead = `CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`;
const tunnelHead = 'CONNECT allowed.example:443 HTTP/1.1\r\nHost: allowed.example:443\r\n\r\n';

const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const record = noise.map((bytes) => Buffer.concat([Buffer.from([22, 3, 1, bytes.length >> 8, bytes.length & 255, 1, 0, 0]), bytes]));
const text = fc.constantFrom(connectHead, tunnelHead, connectHead.slice(0, 20), 'GET http://x/ HTTP/1.1\r\n\r\n', 'CONNECT : HTTP/1.1\r\n\r\n', 'CONNECT a:b:c HTTP/1.1\r\nHost: a\r\n\r\n', 'CONNECT  HTTP/1.1\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\r\n\r\n', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n').map((words) => Buffer.from(words));
const pieces = fc.array(fc.oneof(text, noise, record), { maxLength: 6 });
const ending = fc.constantFrom('end', 'reset', 'destroy');

test('both listeners serve on after any bytes', async (context) => {
  const uncaught: unknown[] = [];
  process.on('uncaughtException', (error) => uncaught.push(error));
  const { connectPort, tlsPort, open, begin } = await openListeners(context, { limits: { handshakeTimeoutMs: 2000 }, tunnelHosts: ['allowed.example'] });
  await fc.assert(
    fc.asyncProperty(pieces, ending, fc.boolean(), async (sent, end, isTls) => {
      const socket = connect(isTls ? tlsPort : connectPort, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      for (const piece of sent) if (socket.writable) await new Promise((resolve) => socket.write(piece, resolve));
      socket.resume();
      if (end === 'end') socket.end();
      else if (end === 'reset') socket.resetAndDestroy();
      else socket.destroy();
      await closed(socket);
    }),
    { numRuns: 400 },
  );
  const { socket } = await open(`${host}:443`);
  assert.match(await ask(await begin(socket, host), get(host)), /^HTTP\/1\.1 200/);
  assert.match(await ask(await begin(connect(tlsPort, '127.0.0.1'), host), get(host)), /^HTTP\/1\.1 200/);
  assert.deepEqual(uncaught, []);
});

test('any bytes inside TLS are answered or end their own connection alone', async (context) => {
  const { tlsPort, begin } = await openListeners(context);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(noise, text), { maxLength: 4 }), ending, async (sent, end) => {
      const socket = await begin(connect(tlsPort, '127.0.0.1'), host);
      for (const piece of sent) if (socket.writable) await new Promise((resolve) => socket.write(piece, resolve));
      socket.resume();
      if (end === 'end') socket.end();
      else socket.destroy();
      await closed(socket);
    }),
    { numRuns: 100 },
  );
  assert.match(await ask(await begin(connect(tlsPort, '127.0.0.1'), host), get(host)), /^HTTP\/1\.1 200/);
});
