// What the proxy bears from a client: each limit holds, and who keeps within them is served all the same.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import test from 'node:test';
import { ask, closed, get, openListeners } from './open-listeners.ts';
import type { OpenListeners } from './open-listeners.ts';

const host = 'registry-1.docker.io';

async function isServed({ open, begin }: OpenListeners): Promise<void> {
  const { socket } = await open(`${host}:443`);
  assert.match(await ask(await begin(socket, host), get(host)), /^HTTP\/1\.1 200/);
}

/** Resolves with what came before the other side ended the connection. */
async function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (piece: Buffer) => (text += piece.toString('latin1')));
  await closed(socket);
  return text;
}

/** Opens connections that stay, until the system has accepted each. */
async function hold(port: number, count: number): Promise<readonly Socket[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    }),
  );
}

test('one client address has so many connections, and is told; room is made when it closes some', async (context) => {
  const listeners = await openListeners(context, { limits: { connectionsPerClientMax: 3 } });
  for (const port of [listeners.connectPort, listeners.tlsPort]) {
    const held = await hold(port, 3);
    const words = await untilClosed(connect(port, '127.0.0.1'));
    if (port === listeners.connectPort) assert.match(words, /^HTTP\/1\.1 503 pullgate has too many connections from this address: close some/);
    else assert.equal(words, '');
    for (const socket of held) socket.destroy();
  }
  await eventually(() => isServed(listeners));
});

test('a trusted proxy stands for many clients', async (context) => {
  const listeners = await openListeners(context, { limits: { connectionsPerClientMax: 1 }, trustedProxies: ['127.0.0.1'] });
  const held = await hold(listeners.connectPort, 5);
  await isServed(listeners);
  for (const socket of held) socket.destroy();
});

test('all clients together have so many connections', async (context) => {
  const listeners = await openListeners(context, { limits: { connectionsMax: 4 } });
  const held = await hold(listeners.connectPort, 4);
  assert.equal(await untilClosed(connect(listeners.connectPort, '127.0.0.1')), '');
  for (const socket of held) socket.destroy();
  await eventually(() => isServed(listeners));
});

/** The system may tell of a closed connection a little later. */
async function eventually(work: () => Promise<void>): Promise<void> {
  for (const deadlineMs = Date.now() + 20_000; ; ) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
    }
  }
}

test('headers are limited, of CONNECT and of what comes inside', async (context) => {
  const { connectPort, open, begin } = await openListeners(context);
  const large = `X-Large: ${'a'.repeat(20_000)}\r\n`;
  assert.match(await ask(connect(connectPort, '127.0.0.1'), `CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}\r\n${large}\r\n`), /^HTTP\/1\.1 431 /);
  const { socket } = await open(`${host}:443`);
  assert.match(await ask(await begin(socket, host), `GET /v2/ HTTP/1.1\r\nHost: ${host}\r\n${large}\r\n`), /^HTTP\/1\.1 431 /);
  const second = await open(`${host}:443`);
  assert.match(await ask(await begin(second.socket, host), get(host, `/v2/${'a'.repeat(9000)}`)), /^HTTP\/1\.1 414 /);
});

test('who never ends a CONNECT, and who never ends a request inside, is cut off', async (context) => {
  const { connectPort, open, begin } = await openListeners(context, { httpLimits: { headersTimeoutMs: 400 } }); // within which the whole CONNECT of the second has to come
  const silent = connect(connectPort, '127.0.0.1');
  silent.write(`CONNECT ${host}:443 HTTP/1.1\r\n`);
  assert.match(await untilClosed(silent), /^HTTP\/1\.1 408 |^$/);
  const { socket } = await open(`${host}:443`);
  const secured = await begin(socket, host);
  secured.write(`GET /v2/ HTTP/1.1\r\nHost: ${host}\r\n`);
  assert.match(await untilClosed(secured), /^HTTP\/1\.1 408 |^$/);
});

test('who never begins TLS, and who never ends its handshake, is cut off', async (context) => {
  const { tlsPort, open } = await openListeners(context, { limits: { handshakeTimeoutMs: 100 }, tunnelHosts: ['allowed.example'] });
  const recordOfMore = Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252]);
  for (const begun of [Buffer.alloc(0), recordOfMore]) {
    for (const socket of [(await open(`${host}:443`)).socket, (await open('allowed.example:443')).socket, connect(tlsPort, '127.0.0.1').on('error', () => undefined)]) {
      if (begun.length > 0) socket.write(begun);
      assert.equal(await untilClosed(socket), '');
    }
  }
});

test('a client that sends its ClientHello and then nothing is cut off', async (context) => {
  // Long enough for the server's part of the handshake, for which it makes a certificate, on a busy machine as well.
  const { tlsPort } = await openListeners(context, { limits: { handshakeTimeoutMs: 2000 } });
  const hello = await realHello();
  const socket = connect(tlsPort, '127.0.0.1');
  socket.write(hello);
  // The server's part, and the end.
  assert.ok((await untilClosed(socket)).length > 100);
});

/** The first bytes of a client that asks for the host. */
async function realHello(): Promise<Buffer> {
  const { createServer } = await import('node:net');
  const { connect: connectTls } = await import('node:tls');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connectTls({ port: (server.address() as { port: number }).port, host: '127.0.0.1', servername: host }).on('error', () => undefined);
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  client.destroy();
  server.close();
  return bytes;
}

test('bytes that are no TLS end the connection, however many come', async (context) => {
  const { tlsPort, open } = await openListeners(context);
  for (const socket of [(await open(`${host}:443`)).socket, connect(tlsPort, '127.0.0.1').on('error', () => undefined)]) {
    socket.write(Buffer.alloc(1_000_000, 0x41));
    assert.equal(await untilClosed(socket), '');
  }
});
