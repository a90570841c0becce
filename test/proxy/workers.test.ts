// With several worker processes each of them answers at the proxy's ports, with the certificates of the one authority.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import test from 'node:test';
import { connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { startForeignRegistry } from '../gateway/foreign-registry.ts';
import { startGateway } from '../gateway-process.ts';
import { ask, get } from './open-listeners.ts';

const host = 'registry-1.docker.io';
const connections = 12;

async function openThroughProxy(address: string): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 200 /);
  return socket;
}

async function begin(socket: Socket, ca: string): Promise<TLSSocket> {
  const secured = connectTls({ socket, ca, servername: host });
  await once(secured, 'secureConnect');
  return secured;
}

test('every connection is answered at both ports, before and after a worker has died', async (context) => {
  const hub = await startForeignRegistry();
  context.after(() => hub.close());
  const gateway = await startGateway({ upstreams: { 'docker.io': hub.address }, proxy: true, flags: ['--workers', '3'], env: { PULLGATE_LOG_LEVEL: 'debug', PULLGATE_LOG_FORMAT: 'json' } });
  context.after(() => gateway.remove());
  const proxy = gateway.proxy ?? assert.fail(gateway.output());
  const ca = await readFile(proxy.caFile, 'utf8');
  const [tlsHost = '', tlsPort = ''] = proxy.tlsHost.split(':');
  const answers = async (): Promise<readonly string[]> =>
    Promise.all(
      Array.from({ length: connections }, async (_, index) => {
        const socket = index % 2 === 0 ? await openThroughProxy(proxy.address) : connect(Number(tlsPort), tlsHost);
        return ask(await begin(socket, ca), get(host));
      }),
    );
  for (const answer of await answers()) assert.match(answer, /^HTTP\/1\.1 401 [^]*realm="https:\/\/auth\.docker\.io\/token",service="registry\.docker\.io"/);

  const isUp = /"worker":(\d+),"processId":(\d+),"message":"a worker process is up"/g;
  const [first] = [...gateway.output().matchAll(isUp)];
  process.kill(Number(first?.[2]), 'SIGKILL');
  for (const deadlineMs = Date.now() + 90_000; [...gateway.output().matchAll(isUp)].length < 4; ) {
    assert.ok(Date.now() < deadlineMs, gateway.output());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const answer of await answers()) assert.match(answer, /^HTTP\/1\.1 401 /);
});

test('a host under its own name has the doors and nothing else, and says what it is', async (context) => {
  const hub = await startForeignRegistry();
  context.after(() => hub.close());
  const gateway = await startGateway({ upstreams: { 'docker.io': hub.address }, proxy: true });
  context.after(() => gateway.remove());
  const proxy = gateway.proxy ?? assert.fail(gateway.output());
  const ca = await readFile(proxy.caFile, 'utf8');
  const asked = async (path: string): Promise<string> => ask(await begin(await openThroughProxy(proxy.address), ca), get(host, path));
  for (const path of ['/', '/v1/_ping', '/v1/search?q=nginx', '/healthz', '/favicon.ico']) {
    assert.match(await asked(path), /^HTTP\/1\.1 404 [^]*Pullgate, the registry gateway of your organization, answers for registry-1\.docker\.io here, and serves its images alone/, path);
  }
  assert.match(await asked('/token?service=registry.docker.io'), /^HTTP\/1\.1 200 [^]*"access_token"/);
});
