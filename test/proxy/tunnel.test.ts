// What goes through a tunnel arrives as it was sent, both ways, at the pace of the slower side, and ends when one of them ends.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import test from 'node:test';
import { connect as connectTls } from 'node:tls';
import { openListeners } from './open-listeners.ts';

const host = 'allowed.example';

/** A ClientHello for the host, so that the tunnel opens; what follows need be no TLS. */
async function helloFor(servername: string): Promise<Buffer> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connectTls({ port: (server.address() as { port: number }).port, host: '127.0.0.1', servername }).on('error', () => undefined);
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  client.destroy();
  server.close();
  return bytes;
}

test('a listed host is carried on to, by CONNECT and by TLS server name, and gets every byte from the first on', async (context) => {
  const received: Buffer[] = [];
  const { open, tlsPort, dialled, seen } = await openListeners(context, {
    tunnelHosts: [host],
    far: (socket) => {
      const pieces: Buffer[] = [];
      socket.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
        received.push(Buffer.concat(pieces));
        socket.end('all of it');
      });
    },
  });
  const hello = await helloFor(host);
  for (const socket of [(await open(`${host}:443`)).socket, connect(tlsPort, '127.0.0.1').on('error', (error) => assert.fail(error))]) {
    socket.write(hello);
    const body = randomBytes(300_000);
    socket.end(body);
    socket.resume();
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.equal(answer.toString(), 'all of it');
    await once(socket, 'close');
    assert.ok(received.at(-1)?.equals(Buffer.concat([hello, body])));
  }
  assert.deepEqual(dialled, ['1.1.1.1:443', '1.1.1.1:443']);
  assert.deepEqual(seen, []);
});

test('a private address that is listed may be reached, and a host that is taken over is answered all the same', async (context) => {
  const options = { tunnelHosts: ['*.example', 'registry-1.docker.io'], tunnelNetworks: ['10.5.0.0/16'], resolve: () => ['10.6.0.1', '10.5.0.9'] };
  const { open, begin, dialled } = await openListeners(context, options);
  assert.match((await open(`${host}:443`)).head, /^HTTP\/1\.1 200/);
  assert.deepEqual(dialled, ['10.5.0.9:443']);
  const { socket } = await open('registry-1.docker.io:443');
  (await begin(socket, 'registry-1.docker.io')).destroy();
  assert.equal(dialled.length, 1);
});

test('a side that does not read holds the other one back, and loses nothing', async (context) => {
  const bytes = 64 * 1024 * 1024;
  const piece = randomBytes(1024 * 1024);
  let sent = 0;
  const { open } = await openListeners(context, {
    tunnelHosts: [host],
    far: (socket) => {
      socket.once('data', () => {
        const send = (): void => {
          while (sent < bytes) {
            sent += piece.length;
            if (!socket.write(piece)) {
              socket.once('drain', send);
              return;
            }
          }
          socket.end();
        };
        send();
      });
    },
  });
  const { socket } = await open(`${host}:443`);
  socket.write(await helloFor(host));
  socket.pause();
  // As long as something moves, more of what is sent fits into the buffers on the way: they are full when nothing does.
  for (let before = -1; before !== sent || sent === 0; await new Promise((resolve) => setTimeout(resolve, 200))) before = sent;
  assert.ok(sent < bytes / 2, `${sent} bytes were taken from the far end though nobody read them`);
  const [hash, expected] = [createHash('sha256'), createHash('sha256')];
  for await (const part of socket) hash.update(part as Buffer);
  for (let at = 0; at < bytes; at += piece.length) expected.update(piece);
  assert.equal(hash.digest('hex'), expected.digest('hex'));
});

test('who leaves takes the other side along', async (context) => {
  const far = Promise.withResolvers<Socket>();
  const { open } = await openListeners(context, { tunnelHosts: [host], far: (socket) => far.resolve(socket) });
  const { socket } = await open(`${host}:443`);
  const farSocket = (await far.promise).resume();
  socket.destroy();
  await once(farSocket, 'end');

  const other = Promise.withResolvers<Socket>();
  const listeners = await openListeners(context, { tunnelHosts: [host], far: (accepted) => other.resolve(accepted) });
  const opened = await listeners.open(`${host}:443`);
  opened.socket.write(await helloFor(host));
  const accepted = await other.promise;
  await once(accepted, 'data');
  accepted.resetAndDestroy();
  opened.socket.resume();
  await once(opened.socket, 'close');
});

test('a tunnel in which nothing moves is closed on both sides', async (context) => {
  const far = Promise.withResolvers<Socket>();
  const { open } = await openListeners(context, { tunnelHosts: [host], limits: { tunnelIdleTimeoutMs: 100 }, far: (socket) => far.resolve(socket.resume()) });
  const { socket } = await open(`${host}:443`);
  const farEnded = far.promise.then((accepted) => once(accepted, 'end'));
  socket.write(await helloFor(host));
  socket.resume();
  await Promise.all([once(socket, 'close'), farEnded]);
});
