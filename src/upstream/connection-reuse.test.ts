// How many connections a pull takes: each one is a TLS handshake, and a round trip or two, at a real upstream.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { parseDigest } from '../core/image/digest.ts';
import type { UpstreamManifest, UpstreamRegistry } from './upstream-registry.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const manifest = JSON.stringify({ schemaVersion: 2, mediaType: manifestType, config: { mediaType: 'a/b', digest: sha256('c'), size: 1 }, layers: [] });
const digest = sha256(manifest);
const head = { 'content-type': manifestType, 'content-length': manifest.length, 'docker-content-digest': digest };
const never = new AbortController().signal;

const askManifest = (upstream: UpstreamRegistry, method: 'GET' | 'HEAD'): Promise<UpstreamManifest> =>
  upstream.manifest({ method, repository: 'a/b', reference: { kind: 'tag', tag: '1' }, accept: [manifestType], as: 'anonymous', signal: never });

async function startPeer(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return peer;
}

test('challenge, token, HEAD, GET and a redirected blob, pull after pull, take one connection', async (t) => {
  const peer: RegistryPeer = await startPeer(t, (request, response) => {
    if (request.path === '/token') sendJson(response, 200, { token: 'x' });
    else if (request.path === '/data') response.writeHead(200, { 'content-length': manifest.length }).end(manifest);
    else if (request.authorization === undefined) sendJson(response, 401, {}, { 'www-authenticate': `Bearer realm="${peer.address}/token",service="peer"` });
    else if (request.path.includes('/blobs/')) response.writeHead(307, { location: '/data' }).end('<a>elsewhere</a>');
    else response.writeHead(200, head).end(manifest);
  });
  const upstream = upstreamOf(t, peer.address);
  for (let pull = 0; pull < 3; pull += 1) {
    await askManifest(upstream, 'HEAD');
    await askManifest(upstream, 'GET');
    const { body } = await upstream.blob({ method: 'GET', repository: 'a/b', digest: parseDigest(digest), as: 'anonymous', signal: never });
    await body?.resume().toArray();
  }
  assert.deepEqual(peer.seen.map(({ method }) => method).slice(0, 6), ['HEAD', 'GET', 'HEAD', 'GET', 'GET', 'GET']);
  assert.equal(peer.openedSockets(), 1);
});

test('an upstream that sends a body with HEAD is asked on a new connection, and its connections are not kept after HEAD any more', async (t) => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    // After HEAD the body comes late, when the next request is on its way already.
    let late = '';
    socket.on('data', (chunk) => {
      const isHead = chunk.toString().startsWith('HEAD');
      const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`).join('');
      socket.write(`${late}HTTP/1.1 200 OK\r\n${lines}\r\n${isHead ? '' : manifest}`);
      late = isHead ? manifest : '';
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const upstream = upstreamOf(t, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  for (let pull = 0; pull < 3; pull += 1) {
    await askManifest(upstream, 'HEAD');
    assert.equal((await askManifest(upstream, 'GET')).digest, digest);
  }
  // One that was garbled, one for asking again and the HEAD after it, then one for each.
  assert.ok(connections >= 4, `${connections} connections`);
});

test('the pull limit is known from a HEAD, from an answer of failure, and from the redirect of a blob', async (t) => {
  let remaining = 9;
  const peer: RegistryPeer = await startPeer(t, (request, response) => {
    remaining -= 1;
    const limit = request.path === '/data' ? {} : { 'ratelimit-limit': '10;w=60', 'ratelimit-remaining': `${remaining};w=60` };
    if (request.path.includes('/blobs/')) response.writeHead(307, { ...limit, location: '/data' }).end();
    else if (request.path.includes('/tags/')) sendJson(response, 429, {}, limit);
    else response.writeHead(200, { ...limit, ...head }).end(manifest);
  });
  const upstream = upstreamOf(t, peer.address);
  const remainingNow = (): number | undefined => upstream.rateLimit('anonymous')?.remaining;
  assert.equal((await askManifest(upstream, 'HEAD')).rateLimit?.remaining, 8);
  assert.equal(remainingNow(), 8);
  await assert.rejects(upstream.tags({ repository: 'a/b', as: 'anonymous', signal: never }));
  assert.equal(remainingNow(), 7);
  const { body } = await upstream.blob({ method: 'GET', repository: 'a/b', digest: parseDigest(digest), as: 'anonymous', signal: never });
  await body?.resume().toArray();
  assert.equal(remainingNow(), 6);
});
