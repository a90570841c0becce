// What a permitted person gets through the gateway is what upstream has: bytes, digests, pages and parts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { acceptedManifests } from '../../src/core/distribution/media-type.ts';
import { ociIndex, ociManifest } from './foreign-registry.ts';
import type { Image } from './foreign-registry.ts';
import { startGate } from './gate.ts';
import type { Gate } from './gate.ts';

let gate: Gate;
let nginx: Image;
let token: string;

before(async () => {
  gate = await startGate();
  nginx = gate.hub.add('library/nginx', '1.27', { layerBytes: 300_000 });
  gate.hub.add('library/nginx', '1.28');
  gate.hub.add('library/nginx', 'latest');
  gate.hub.add('grafana/grafana', '11');
  gate.other.add('owner/image', 'v1');
  ({ token } = gate.owner);
});
after(() => gate.close());

test('/v2/ answers a valid token with 200 and the version of the protocol', async () => {
  const ping = await gate.get('/v2/', { token });
  assert.equal(ping.status, 200);
  assert.equal(ping.headers.get('docker-distribution-api-version'), 'registry/2.0');
  assert.equal((await gate.get('/v2', { token, method: 'HEAD' })).status, 200);
});

test('/v2/ without a token asks for one at the address that the client came to', async () => {
  const ping = await gate.get('/v2/');
  assert.equal(ping.status, 401);
  assert.equal(ping.code, 'UNAUTHORIZED');
  assert.match(ping.headers.get('www-authenticate') ?? '', new RegExp(`^Bearer realm="${gate.url}/token",service="[^"]+"$`));
});

for (const path of ['library/nginx', 'nginx', 'docker.io/library/nginx', 'docker.io/nginx', 'index.docker.io/library/nginx']) {
  test(`${path} is Docker Hub's library/nginx, by tag and by digest`, async () => {
    for (const reference of ['1.27', nginx.digest]) {
      const manifest = await gate.get(`/v2/${path}/manifests/${reference}`, { token });
      assert.equal(manifest.status, 200);
      assert.equal(manifest.headers.get('docker-content-digest'), nginx.digest);
      assert.equal(manifest.headers.get('content-type'), ociManifest);
      assert.equal(manifest.headers.get('etag'), `"${nginx.digest}"`);
      assert.equal(Number(manifest.headers.get('content-length')), manifest.bytes.length);
    }
  });
}

for (const { sent, names } of [{ sent: `${ociIndex}, ${ociManifest}`, names: [] }, { sent: '*/*', names: acceptedManifests }]) {
  test(`Accept: ${sent} reaches upstream as the client sent it, with ${names.length} media types by name besides`, async () => {
    let seen: string | undefined;
    gate.hub.misbehave(/manifests\/1\.28/, (request, response) => {
      seen = request.headers.accept;
      response.writeHead(404).end();
    });
    await gate.get('/v2/nginx/manifests/1.28', { token, headers: { accept: sent } });
    gate.hub.behave();
    assert.equal(seen, [sent, ...names].join(', '));
  });
}

test('ns names the registry, as containerd tells a mirror', async () => {
  assert.equal((await gate.get('/v2/library/nginx/manifests/1.27?ns=docker.io', { token })).status, 200);
  assert.equal((await gate.get('/v2/owner/image/manifests/v1?ns=ghcr.io', { token })).status, 200);
  assert.equal((await gate.get('/v2/owner/image/manifests/v1', { token })).status, 401);
});

test('another configured registry is reached by its name', async () => {
  assert.equal((await gate.get('/v2/ghcr.io/owner/image/manifests/v1', { token })).status, 200);
});

test('HEAD tells what GET would give, without a body', async () => {
  const manifest = await gate.get('/v2/nginx/manifests/1.27', { token, method: 'HEAD' });
  assert.deepEqual([manifest.status, manifest.bytes.length, manifest.headers.get('docker-content-digest')], [200, 0, nginx.digest]);
  const blob = await gate.get(`/v2/nginx/blobs/${nginx.blob}`, { token, method: 'HEAD' });
  assert.deepEqual([blob.status, blob.bytes.length, blob.headers.get('content-length')], [200, 0, '300000']);
});

test('a blob streams whole, with its digest, and never as what upstream calls it', async () => {
  const blob = await gate.get(`/v2/nginx/blobs/${nginx.blob}`, { token });
  assert.equal(blob.status, 200);
  assert.ok(blob.bytes.equals(nginx.blobBytes));
  assert.equal(blob.headers.get('docker-content-digest'), nginx.blob);
  assert.equal(blob.headers.get('accept-ranges'), 'bytes');
  assert.equal(blob.headers.get('content-type'), 'application/octet-stream');
  assert.equal(blob.headers.get('x-content-type-options'), 'nosniff');
});

test('a range of a blob is a part of it, and one beyond its end is none', async () => {
  const part = await gate.get(`/v2/nginx/blobs/${nginx.blob}`, { token, headers: { range: 'bytes=100-199' } });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), 'bytes 100-199/300000');
  assert.ok(part.bytes.equals(nginx.blobBytes.subarray(100, 200)));
  const beyond = await gate.get(`/v2/nginx/blobs/${nginx.blob}`, { token, headers: { range: 'bytes=300000-' } });
  assert.deepEqual([beyond.status, beyond.code], [416, 'RANGE_INVALID']);
});

test('tags come in pages whose link leads back to the gateway, by the name that was asked for', async () => {
  const first = await gate.get('/v2/nginx/tags/list?n=2', { token });
  assert.deepEqual(JSON.parse(first.bytes.toString()), { name: 'nginx', tags: ['1.27', '1.28'] });
  const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1];
  assert.equal(next, '/v2/nginx/tags/list?n=2&last=1.28');
  const second = await gate.get(next, { token });
  assert.deepEqual(JSON.parse(second.bytes.toString()), { name: 'nginx', tags: ['latest'] });
  assert.equal(second.headers.get('link'), null);
});

test('a link to the next page keeps the registry that the client named', async () => {
  const page = await gate.get('/v2/library/nginx/tags/list?n=1&ns=docker.io', { token });
  assert.match(page.headers.get('link') ?? '', /ns=docker\.io/);
});

test('referrers are an index, filtered when asked', async () => {
  const sbom = gate.hub.addReferrer('library/nginx', nginx.digest, 'application/spdx+json');
  gate.hub.addReferrer('library/nginx', nginx.digest, 'application/vnd.example.signature');
  const all = await gate.get(`/v2/nginx/referrers/${nginx.digest}`, { token });
  assert.equal(all.headers.get('content-type'), ociIndex);
  assert.equal((JSON.parse(all.bytes.toString()) as { manifests: unknown[] }).manifests.length, 2);
  assert.equal(all.headers.get('oci-filters-applied'), null);
  const filtered = await gate.get(`/v2/nginx/referrers/${nginx.digest}?artifactType=application/spdx%2Bjson`, { token });
  assert.deepEqual((JSON.parse(filtered.bytes.toString()) as { manifests: { digest: string }[] }).manifests.map(({ digest }) => digest), [sbom]);
  assert.equal(filtered.headers.get('oci-filters-applied'), 'artifactType');
});

test('every answer has a request id: the one sent, or a new one', async () => {
  assert.equal((await gate.get('/v2/', { headers: { 'x-request-id': 'build-17' } })).headers.get('x-request-id'), 'build-17');
  assert.match((await gate.get('/v2/')).headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  assert.ok((await gate.get('/nowhere')).headers.has('x-request-id'));
});

test('nothing that was permitted may be served by a cache that does not ask the gateway', async () => {
  const manifest = await gate.get('/v2/nginx/manifests/1.27', { token });
  assert.equal(manifest.headers.get('cache-control'), 'private, no-cache');
  assert.equal((await gate.get('/v2/nginx/manifests/1.27')).headers.get('cache-control'), 'no-store');
});
