// Manifests from an upstream that behaves, and from ones that do not.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { parseDigest } from '../core/image/digest.ts';
import type { TagOrDigest } from '../core/image/reference.ts';
import { UpstreamError } from './error.ts';
import type { UpstreamErrorKind } from './error.ts';
import type { ManifestQuery, UpstreamManifest, UpstreamRegistry } from './upstream-registry.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const manifest = JSON.stringify({ schemaVersion: 2, mediaType: manifestType, config: { mediaType: 'a/b', digest: sha256('c'), size: 1 }, layers: [] });
const digest = parseDigest(sha256(manifest));
const sha512 = parseDigest(`sha512:${createHash('sha512').update(manifest).digest('hex')}`);
const other = parseDigest(sha256('another'));
const byTag: TagOrDigest = { kind: 'tag', tag: 'latest' };
const byDigest: TagOrDigest = { kind: 'digest', digest };

const ask = (upstream: UpstreamRegistry, query: Partial<ManifestQuery> = {}): Promise<UpstreamManifest> =>
  upstream.manifest({ method: 'GET', repository: 'library/nginx', reference: byTag, accept: [manifestType], as: 'anonymous', signal: new AbortController().signal, ...query });

async function startPeer(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return peer;
}

const send = (response: ServerResponse, headers: Readonly<Record<string, string>> = {}, body = manifest): void => void response.writeHead(200, { 'content-type': manifestType, ...headers }).end(body);

test('a manifest comes with its bytes, type, size and digest', async (t) => {
  const peer = await startPeer(t, (_, response) => send(response, { 'docker-content-digest': digest, 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '99;w=21600' }));
  const upstream = upstreamOf(t, peer.address, { now: () => 7 });
  const found = await ask(upstream, { accept: ['application/a', 'application/b;q=0.5'] });
  assert.deepEqual({ ...found, bytes: found.bytes?.toString() }, {
    mediaType: manifestType,
    digest,
    size: manifest.length,
    bytes: manifest,
    rateLimit: { limit: 100, remaining: 99, windowSeconds: 21_600, atMs: 7 },
  });
  assert.deepEqual(upstream.rateLimit('anonymous'), found.rateLimit);
  assert.equal(upstream.rateLimit('gateway'), undefined);
  assert.equal(peer.seen[0]?.headers.accept, 'application/a, application/b;q=0.5');
  assert.equal(peer.seen[0].path, '/v2/library/nginx/manifests/latest');
});

test('a digest is checked with its own algorithm, and computed when upstream names none', async (t) => {
  const peer = await startPeer(t, (_, response) => send(response));
  const upstream = upstreamOf(t, peer.address);
  assert.equal((await ask(upstream)).digest, digest);
  assert.equal((await ask(upstream, { reference: byDigest })).digest, digest);
  assert.equal((await ask(upstream, { reference: { kind: 'digest', digest: sha512 } })).digest, sha512);
});

const answers: readonly (readonly [string, Answering, TagOrDigest, UpstreamErrorKind, RegExp])[] = [
  ['a wrong manifest for a digest', (_, to) => send(to), { kind: 'digest', digest: other }, 'bad-response', /sent a wrong manifest for library\/nginx@sha256:/],
  ['a manifest that is not the named digest’s', (_, to) => send(to, { 'docker-content-digest': other }), byTag, 'bad-response', /sent a wrong manifest for library\/nginx:latest/],
  ['a malformed named digest', (_, to) => send(to, { 'docker-content-digest': 'sha256:x' }), byTag, 'bad-response', /names a malformed digest/],
  ['garbage', (_, to) => send(to, {}, '{"schemaVersion":'), byTag, 'bad-response', /unusable answer for library\/nginx:latest: manifest is invalid: it is not JSON/],
  ['HTML with status 200', (_, to) => send(to, { 'content-type': 'text/html' }, '<html>'), byTag, 'bad-response', /manifest is invalid/],
  ['a schema 1 image', (_, to) => send(to, { 'content-type': 'application/vnd.docker.distribution.manifest.v1+prettyjws' }), byTag, 'bad-response', /schema 1/],
  ['a declared length over 4 MiB', (_, to) => void to.writeHead(200, { 'content-type': manifestType, 'content-length': String(4 * 1024 * 1024 + 1) }).write('x'), byTag, 'bad-response', /sent a manifest over 4 MiB/],
  ['a body over 4 MiB of untold length', (_, to) => void (to.writeHead(200), to.write('x'.repeat(3 * 1024 * 1024)), to.end('x'.repeat(2 * 1024 * 1024))), byTag, 'bad-response', /sent a manifest over 4 MiB/],
  ['404 with a code', (_, to) => sendJson(to, 404, { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] }), byTag, 'not-found', /^upstream registry docker\.io does not have library\/nginx:latest: manifest unknown$/],
  ['404 with HTML', (_, to) => void to.writeHead(404).end('<html>'), byTag, 'not-found', /does not have library\/nginx:latest$/],
  ['403', (_, to) => sendJson(to, 403, { errors: [{ code: 'DENIED', message: 'no\nway\u0007' }] }), byTag, 'refused', /refuses access to library\/nginx:latest \(HTTP 403\): no way$/],
  ['429', (_, to) => sendJson(to, 429, { errors: [{ code: 'TOOMANYREQUESTS', message: 'You have reached your pull rate limit.' }] }, { 'retry-after': '30' }), byTag, 'rate-limited', /docker\.io has limited the gateway's pulls \(HTTP 429, try again in 30 s\): You have reached your pull rate limit\.$/],
  ['500', (_, to) => sendJson(to, 500, {}), byTag, 'bad-response', /failed at library\/nginx:latest \(HTTP 500\)/],
  ['400', (_, to) => sendJson(to, 400, {}), byTag, 'bad-response', /no usable answer about library\/nginx:latest \(HTTP 400\)/],
  ['204', (_, to) => void to.writeHead(204).end(), byTag, 'bad-response', /HTTP 204/],
];

for (const [name, answer, reference, kind, message] of answers) {
  test(`${name} is ${kind}, asked for once`, async (t) => {
    const peer = await startPeer(t, answer);
    await assert.rejects(ask(upstreamOf(t, peer.address), { reference }), (error) => {
      assert.ok(error instanceof UpstreamError);
      assert.equal(error.kind, kind);
      assert.match(error.message, message);
      return true;
    });
    assert.equal(peer.seen.length, 1);
  });
}

test('codes, status and the wait reach whoever answers the client', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 429, { errors: [{ code: 'TOOMANYREQUESTS', message: 'slow' }] }, { 'retry-after': '30', 'ratelimit-remaining': '0;w=60' }));
  const upstream = upstreamOf(t, peer.address);
  const error: unknown = await ask(upstream).catch((reason: unknown) => reason);
  assert.ok(error instanceof UpstreamError);
  assert.deepEqual([error.registry, error.status, error.upstreamCode, error.upstreamMessage, error.retryAfterSeconds], ['docker.io', 429, 'TOOMANYREQUESTS', 'slow', 30]);
  assert.equal(upstream.rateLimit('anonymous')?.remaining, 0);
});

for (const status of [502, 503, 504]) {
  test(`HTTP ${status} is asked again`, async (t) => {
    let failures = 1;
    const peer = await startPeer(t, (_, response) => (failures-- > 0 ? sendJson(response, status, {}) : send(response)));
    assert.equal((await ask(upstreamOf(t, peer.address))).digest, digest);
    assert.equal(peer.seen.length, 2);
  });
}

test('what goes on failing is asked for three times in all, then fails as the last time', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 503, {}));
  await assert.rejects(ask(upstreamOf(t, peer.address)), (error) => error instanceof UpstreamError && error.kind === 'bad-response' && error.status === 503);
  assert.equal(peer.seen.length, 3);
});

test('a 503 that says when to come back is not asked again', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 503, {}, { 'retry-after': '60' }));
  await assert.rejects(ask(upstreamOf(t, peer.address)), (error) => error instanceof UpstreamError && error.retryAfterSeconds === 60);
  assert.equal(peer.seen.length, 1);
});

test('a connection cut before or in the answer is asked again', async (t) => {
  let cuts = 2;
  const peer = await startPeer(t, (_, response) => {
    cuts -= 1;
    if (cuts === 1) response.destroy();
    else if (cuts === 0) response.writeHead(200, { 'content-type': manifestType, 'content-length': String(manifest.length) }).write(manifest.slice(0, 10), () => response.destroy());
    else send(response);
  });
  assert.equal((await ask(upstreamOf(t, peer.address))).digest, digest);
  assert.equal(peer.seen.length, 3);
});

test('HEAD says what the headers say, in one request', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-type': manifestType, 'content-length': String(manifest.length), 'docker-content-digest': digest }).end());
  const upstream = upstreamOf(t, peer.address);
  assert.deepEqual(await ask(upstream, { method: 'HEAD' }), { mediaType: manifestType, digest, size: manifest.length });
  assert.deepEqual(await ask(upstream, { method: 'HEAD', reference: byDigest }), { mediaType: manifestType, digest, size: manifest.length });
  await assert.rejects(ask(upstream, { method: 'HEAD', reference: { kind: 'digest', digest: other } }), /names another digest/);
  assert.deepEqual(peer.seen.map(({ method }) => method), ['HEAD', 'HEAD', 'HEAD']);
});

for (const missing of ['docker-content-digest', 'content-length', 'content-type']) {
  test(`HEAD without ${missing} is found out with a GET, whose bytes come along`, async (t) => {
    const headers: Readonly<Record<string, string>> = { 'content-type': manifestType, 'content-length': String(manifest.length), 'docker-content-digest': digest };
    const peer = await startPeer(t, (request, response) => {
      if (request.method === 'GET') send(response);
      else response.writeHead(200, Object.fromEntries(Object.entries(headers).filter(([name]) => name !== missing))).end();
    });
    assert.deepEqual(await ask(upstreamOf(t, peer.address), { method: 'HEAD' }), { mediaType: manifestType, digest, size: manifest.length, bytes: Buffer.from(manifest) });
    assert.deepEqual(peer.seen.map(({ method }) => method), ['HEAD', 'GET']);
  });
}

test('a HEAD that fails has the same meanings, without a body to read', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(404, { 'content-type': 'application/json', 'content-length': '99999999' }).end());
  await assert.rejects(ask(upstreamOf(t, peer.address), { method: 'HEAD' }), (error) => error instanceof UpstreamError && error.kind === 'not-found');
});

test('an abort ends the request at once and frees its connection', async (t) => {
  const abort = new AbortController();
  const peer = await startPeer(t, () => abort.abort(new Error('client went away')));
  await assert.rejects(ask(upstreamOf(t, peer.address), { signal: abort.signal }), /client went away/);
  await assert.rejects(ask(upstreamOf(t, peer.address), { signal: abort.signal }), /client went away/);
  assert.equal(peer.seen.length, 1);
  while (peer.openSockets() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('an upstream that does not answer is a timeout, asked once', async (t) => {
  const peer = await startPeer(t, () => undefined);
  await assert.rejects(ask(upstreamOf(t, peer.address, { responseTimeoutMs: 100 })), (error) => error instanceof UpstreamError && error.kind === 'timeout' && /did not answer/.test(error.message));
  // Not at all where the machine is so busy that the time was over before.
  assert.ok(peer.seen.length <= 1);
});

test('an upstream that stops in the middle of a manifest is a timeout', async (t) => {
  const peer = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-type': manifestType }).write('{'));
  await assert.rejects(ask(upstreamOf(t, peer.address, { idleTimeoutMs: 100 })), (error) => error instanceof UpstreamError && error.kind === 'timeout');
});

test('an upstream that is not there is unavailable, and named', async (t) => {
  const nobody = 'http://127.0.0.1:1'; // a port that the system gives to nobody
  await assert.rejects(ask(upstreamOf(t, nobody)), (error) => error instanceof UpstreamError && error.kind === 'unavailable' && /^upstream registry docker\.io cannot be reached: connection refused \(127\.0\.0\.1:\d+\)$/.test(error.message));
});

test('names and tags that no parser let through are not put into an address', async (t) => {
  const peer = await startPeer(t, (_, response) => send(response));
  const upstream = upstreamOf(t, peer.address);
  for (const query of [{ repository: 'a/../b' }, { repository: 'a?x' }, { reference: { kind: 'tag', tag: '../x' } }] as const) await assert.rejects(ask(upstream, query), TypeError);
  assert.equal(peer.seen.length, 0);
});
