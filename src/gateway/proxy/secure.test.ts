// The TLS handshake of a taken-over connection: what comes of it, and of those who leave in it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, connect as connectPlain } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { Duplex } from 'node:stream';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { connect } from 'node:tls';
import { createLeafCertificates } from '../../authority/leaf-certificates.ts';
import { makeAuthority } from '../../authority/make-authority.ts';
import { readClientHello } from './read-client-hello.ts';
import { secure } from './secure.ts';

const host = 'registry-1.docker.io';
const authority = await makeAuthority({ hosts: [host], installation: 'acme', now: Date.now });
const context = await createLeafCertificates({ authority: () => Promise.resolve(authority), now: Date.now }).contextFor(host);

interface Served {
  readonly port: number;
  /** Of the next connection: what became of the handshake, and when the connection is closed. */
  readonly next: () => Promise<{ readonly outcome: Awaited<ReturnType<typeof secure>>; readonly closed: Promise<unknown> }>;
}

async function serve(t: TestContext, signal: AbortSignal): Promise<Served> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const next: Served['next'] = async () => {
    const [socket] = (await once(server, 'connection')) as [Socket];
    const closed = once(socket, 'close');
    // As both doors do before they know whom to answer as.
    await readClientHello(socket, signal);
    return { outcome: await secure(socket, { context, signal }), closed };
  };
  return { port: (server.address() as AddressInfo).port, next };
}

test('who trusts the authority is answered as the host', async (t) => {
  const { port, next } = await serve(t, new AbortController().signal);
  const served = next();
  const client = connect({ port, host: '127.0.0.1', servername: host, ca: authority.certificatePem });
  t.after(() => client.destroy());
  const { outcome } = await served;
  outcome?.end('hello');
  const [piece] = (await once(client, 'data')) as [Buffer];
  assert.equal(piece.toString(), 'hello');
});

const leaving: readonly { readonly name: string; readonly isTrusting: boolean }[] = [
  { name: 'as soon as its part of it is done', isTrusting: true },
  { name: 'since it does not trust the authority', isTrusting: false },
];
for (const { name, isTrusting } of leaving) {
  test(`a client that leaves in the handshake, ${name}, leaves nothing open`, async (t) => {
    const { port, next } = await serve(t, new AbortController().signal);
    const served = next();
    const client = connect({ port, host: '127.0.0.1', servername: host, ...(isTrusting ? { ca: authority.certificatePem } : {}) });
    client.on('error', () => undefined).once('secureConnect', () => client.destroy());
    const { outcome, closed } = await served;
    outcome?.resume();
    await closed;
  });
}

test('a client that goes right after its hello leaves nothing open', async (t) => {
  const { port, next } = await serve(t, new AbortController().signal);
  const served = next();
  const client = connectPlain({ port, host: '127.0.0.1' });
  t.after(() => client.destroy());
  client.resume().end(await helloFor(host));
  const { outcome, closed } = await served;
  assert.equal(outcome, undefined);
  await closed;
});

/** What a client says first. */
function helloFor(servername: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const wire = new Duplex({ read: () => undefined, write: (piece: Buffer) => resolve(piece) });
    connect({ socket: wire, servername }).on('error', () => undefined);
  });
}

const limits: readonly { readonly name: string; readonly isOver: boolean }[] = [
  { name: 'at the limit', isOver: false },
  { name: 'at once when the limit is over', isOver: true },
];
for (const { name, isOver } of limits) {
  test(`who says nothing is cut off ${name}`, async (t) => {
    const limit = new AbortController();
    if (isOver) limit.abort();
    const { port, next } = await serve(t, limit.signal);
    const served = next();
    const client = connectPlain({ port, host: '127.0.0.1' });
    t.after(() => client.destroy());
    await once(client, 'connect');
    limit.abort();
    const { outcome, closed } = await served;
    assert.equal(outcome, undefined);
    await closed;
  });
}
