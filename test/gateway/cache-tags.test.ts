// What a tag names: asked of upstream once in a while and once for all, and served from the cache when upstream cannot be asked.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { mediaTypes } from '../../src/core/distribution/media-type.ts';
import { digestOf, ociIndex, ociManifest } from './foreign-registry.ts';
import type { Image } from './foreign-registry.ts';
import { startGate } from './gate.ts';
import type { Gate, GateOptions, Got } from './gate.ts';

const secondMs = 1000;
const dayMs = 86_400 * secondMs;
const path = '/v2/nginx/manifests/latest';

interface Stage {
  readonly gate: Gate;
  readonly nginx: Image;
  readonly get: (path: string, options?: { method?: string; headers?: Record<string, string> }) => Promise<Got>;
  /** What was asked of upstream since the last call. */
  readonly asked: () => readonly string[];
}

async function start(t: TestContext, options: GateOptions = {}): Promise<Stage> {
  const gate = await startGate(options);
  t.after(() => gate.close());
  const nginx = gate.hub.add('library/nginx', 'latest', { layerBytes: 50_000 });
  return {
    gate,
    nginx,
    get: (asked, { method, headers } = {}) => gate.get(asked, { token: gate.member.token, ...(method === undefined ? {} : { method }), ...(headers === undefined ? {} : { headers }) }),
    asked: () => gate.hub.seen.splice(0).map(({ method, path: seen }) => `${method} ${seen.replace('/v2/library/nginx/', '')}`),
  };
}

const statusOf = (got: Got): string | null => got.headers.get('cache-status');

test('many pulls at once ask upstream once for each manifest and each blob', async (t) => {
  const { nginx, get, asked } = await start(t);
  const got = await Promise.all(Array.from({ length: 40 }, async () => [await get(path), await get(`/v2/nginx/manifests/${nginx.digest}`), await get(`/v2/nginx/blobs/${nginx.blob}`)]));
  for (const [byTag, byDigest, blob] of got) {
    assert.deepEqual([byTag?.status, byDigest?.status, blob?.status], [200, 200, 200]);
    assert.equal(byTag?.headers.get('docker-content-digest'), nginx.digest);
    assert.ok(blob?.bytes.equals(nginx.blobBytes));
  }
  assert.deepEqual([...asked()].sort(), [`GET blobs/${nginx.blob}`, `GET manifests/${nginx.digest}`, 'HEAD manifests/latest'].sort());
});

test('a tag is not asked again while it is fresh, then by HEAD alone, and followed when it has moved', async (t) => {
  const { gate, nginx, get, asked } = await start(t);
  assert.equal(statusOf(await get(path)), 'pullgate; fwd=uri-miss; stored');
  assert.deepEqual(asked(), ['HEAD manifests/latest', `GET manifests/${nginx.digest}`]);
  gate.passTime(50 * secondMs);
  assert.equal(statusOf(await get(path)), 'pullgate; hit');
  assert.deepEqual(asked(), []);
  gate.passTime(11 * secondMs);
  assert.equal(statusOf(await get(path)), 'pullgate; hit');
  assert.deepEqual(asked(), ['HEAD manifests/latest']);
  const moved = gate.hub.add('library/nginx', 'latest', { layerBytes: 60_000 });
  assert.equal((await get(path)).headers.get('docker-content-digest'), nginx.digest);
  gate.passTime(61 * secondMs);
  const got = await get(path);
  assert.equal(got.headers.get('docker-content-digest'), moved.digest);
  assert.equal(digestOf(got.bytes), moved.digest);
});

test('a manifest by its digest never expires', async (t) => {
  const { gate, nginx, get, asked } = await start(t);
  await get(`/v2/nginx/manifests/${nginx.digest}`);
  asked();
  gate.passTime(365 * dayMs);
  const got = await get(`/v2/nginx/manifests/${nginx.digest}`);
  assert.deepEqual([got.status, statusOf(got), asked()], [200, 'pullgate; hit', []]);
});

test('HEAD is answered from the cache with everything but the body, and costs upstream no GET where nothing is cached', async (t) => {
  const { nginx, get, asked } = await start(t);
  const first = await get(path, { method: 'HEAD' });
  assert.deepEqual([first.status, statusOf(first), first.headers.get('docker-content-digest'), first.headers.get('content-type')], [200, 'pullgate; fwd=bypass', nginx.digest, ociManifest]);
  assert.deepEqual(asked(), ['HEAD manifests/latest']);
  await get(path);
  asked();
  const second = await get(path, { method: 'HEAD' });
  assert.deepEqual([second.bytes.length, statusOf(second), second.headers.get('content-length'), asked()], [0, 'pullgate; hit', first.headers.get('content-length'), []]);
});

const troubles: Readonly<Record<string, { readonly how: (response: ServerResponse) => void; readonly because: string; readonly options?: GateOptions }>> = {
  'answers 500': { how: (response) => response.writeHead(500).end(), because: 'bad-response' },
  'answers 503': { how: (response) => response.writeHead(503, { 'retry-after': '4' }).end(), because: 'bad-response' },
  'limits pulls': { how: (response) => response.writeHead(429).end(), because: 'rate-limited' },
  'breaks the connection': { how: (response) => response.destroy(), because: 'unavailable' },
  'does not answer': { how: () => undefined, because: 'timeout', options: { responseTimeoutMs: 1000 } },
  'is slow': { how: () => undefined, because: 'timeout', options: { responseTimeoutMs: 1000, settings: { slowMs: 50 } } },
};

for (const [what, { how, because, options }] of Object.entries(troubles)) {
  test(`upstream ${what}: the last known manifest is served, and said to be stale; upstream is not asked again for seconds`, async (t) => {
    const { gate, nginx, get, asked } = await start(t, options);
    await get(path);
    gate.passTime(3600 * secondMs);
    gate.hub.misbehave(/./, (_request, response) => how(response));
    for (const method of ['GET', 'HEAD']) {
      const got = await get(path, { method });
      assert.equal(got.status, 200);
      assert.equal(got.headers.get('docker-content-digest'), nginx.digest);
      assert.match(statusOf(got) ?? '', new RegExp(`^pullgate; hit; ttl=-360\\d; detail=${because}$`));
      if (method === 'GET') assert.equal(digestOf(got.bytes), nginx.digest);
    }
    asked();
    await get(path);
    assert.deepEqual(asked(), []);

    gate.hub.behave();
    const moved = gate.hub.add('library/nginx', 'latest', { layerBytes: 60_000 });
    const found = async (): Promise<string | null> => {
      gate.passTime(6 * secondMs);
      return (await get(path)).headers.get('docker-content-digest');
    };
    for (const deadline = Date.now() + 10_000; (await found()) !== moved.digest; ) assert.ok(Date.now() < deadline, 'upstream is asked again');
  });
}

test('what one client was given stands in for another that would have been given the same, and for no other', async (t) => {
  const { gate, nginx, get } = await start(t);
  await get(path, { headers: { accept: `${ociManifest}, ${ociIndex}` } });
  await gate.hub.close();
  const other = await get(path, { headers: { accept: `${ociIndex}, ${ociManifest}, application/vnd.example+json` } });
  assert.deepEqual([other.status, other.headers.get('docker-content-digest')], [200, nginx.digest]);
  assert.match(statusOf(other) ?? '', /^pullgate; hit; ttl=-\d+; detail=unavailable$/);
  assert.equal((await get(path, { headers: { accept: mediaTypes.dockerManifest } })).status, 503);
});

test('what upstream has not confirmed for too long is not served any more', async (t) => {
  const { gate, get } = await start(t);
  await get(path);
  await gate.hub.close();
  gate.passTime(6 * dayMs);
  assert.match(statusOf(await get(path)) ?? '', /detail=unavailable/);
  gate.passTime(2 * dayMs);
  assert.equal((await get(path)).status, 503);
});

test('upstream says when to come back: it is left alone for so long, at most a minute', async (t) => {
  const { gate, get, asked } = await start(t);
  await get(path);
  gate.passTime(61 * secondMs);
  gate.hub.misbehave(/./, (_request, response) => void response.writeHead(429, { 'retry-after': '3000' }).end());
  await get(path);
  asked();
  gate.passTime(50 * secondMs);
  assert.match(statusOf(await get(path)) ?? '', /detail=rate-limited/);
  assert.deepEqual(asked(), []);
  gate.passTime(11 * secondMs);
  await get(path);
  assert.deepEqual(asked(), ['HEAD manifests/latest']);
});

test('a slow answer is not lost: the pull after it is served by it', async (t) => {
  const { gate, get } = await start(t, { settings: { slowMs: 20 } });
  await get(path);
  const moved = gate.hub.add('library/nginx', 'latest', { layerBytes: 60_000 });
  gate.passTime(61 * secondMs);
  const waiting: (() => void)[] = [];
  gate.hub.misbehave(/HEAD/, (_request, response) => {
    waiting.push(() => response.writeHead(200, { 'content-type': ociManifest, 'content-length': 300, 'docker-content-digest': moved.digest }).end());
  });
  assert.match(statusOf(await get(path)) ?? '', /detail=timeout/);
  for (const answer of waiting) answer();
  gate.hub.behave();
  const found = async (): Promise<string | null> => (await get(path)).headers.get('docker-content-digest');
  for (const deadline = Date.now() + 10_000; (await found()) !== moved.digest; ) assert.ok(Date.now() < deadline, 'the answer counts');
});

for (const [status, answered] of [[404, 404], [403, 401]] as const) {
  test(`upstream's ${status} is passed on though the manifest is cached, repeated for seconds, then asked again`, async (t) => {
    const { gate, get, asked } = await start(t);
    await get(path);
    gate.passTime(61 * secondMs);
    gate.hub.misbehave(/manifests\/latest/, (_request, response) => void response.writeHead(status).end());
    assert.equal((await get(path)).status, answered);
    asked();
    gate.hub.behave();
    assert.equal((await get(path)).status, answered);
    assert.deepEqual(asked(), []);
    gate.passTime(6 * secondMs);
    assert.equal((await get(path)).status, 200);
  });
}

test('a tag that upstream has removed is not brought back when upstream is away', async (t) => {
  const { gate, get } = await start(t);
  await get(path);
  gate.passTime(61 * secondMs);
  gate.hub.misbehave(/manifests\/latest/, (_request, response) => void response.writeHead(404).end());
  assert.equal((await get(path)).status, 404);
  await gate.hub.close();
  gate.passTime(6 * secondMs);
  assert.equal((await get(path)).status, 503);
});

test('a tag that has moved since, whose old manifest upstream has removed, is asked again at once', async (t) => {
  const { gate, get } = await start(t);
  assert.equal((await get(path, { method: 'HEAD' })).status, 200); // remembered, and its manifest not fetched
  const moved = gate.hub.add('library/nginx', 'latest', { layerBytes: 60_000 });
  gate.hub.misbehave(new RegExp(`manifests/sha256:(?!${moved.digest.slice(7)})`), (_request, response) => void response.writeHead(404).end());
  const got = await get(path);
  assert.deepEqual([got.status, got.headers.get('docker-content-digest')], [200, moved.digest]);
});

test('a registry that answers HEAD badly is asked by GET', async (t) => {
  const { gate, nginx, get } = await start(t);
  gate.hub.misbehave(/HEAD/, (_request, response) => void response.writeHead(405).end());
  for (const reference of ['latest', nginx.digest]) assert.equal((await get(`/v2/nginx/manifests/${reference}`)).status, 200);
  gate.passTime(61 * secondMs);
  assert.deepEqual([(await get(path)).status], [200]);
});

test('clients that accept different manifests are told different ones', async (t) => {
  const { gate, get, asked } = await start(t);
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [] }));
  gate.hub.misbehave(/manifests/, (request, response) => {
    if (request.headers.accept?.includes(ociIndex) !== true && request.url?.endsWith(digestOf(index)) !== true) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': ociIndex, 'content-length': index.length, 'docker-content-digest': digestOf(index) });
    response.end(index);
  });
  const accepting = (accept: string): Promise<Got> => get(path, { headers: { accept } });
  assert.equal((await accepting(`${ociManifest}, ${ociIndex}`)).headers.get('content-type'), ociIndex);
  assert.equal((await accepting(mediaTypes.dockerManifest)).status, 404);
  asked();
  assert.equal((await accepting(`${ociIndex},${ociManifest}`)).headers.get('content-type'), ociIndex);
  assert.deepEqual(asked(), []);
});

test('after a restart with upstream gone, everything that was pulled is there', async (t) => {
  const { gate, nginx, get } = await start(t);
  await get(path);
  assert.equal((await get(`/v2/nginx/blobs/${nginx.blob}`)).status, 200);
  // In place on the disk, and not only in flight.
  for (const deadline = Date.now() + 10_000; statusOf(await get(`/v2/nginx/blobs/${nginx.blob}`, { method: 'HEAD' })) !== 'pullgate; hit'; ) assert.ok(Date.now() < deadline, 'it is in place');
  await gate.restartCache();
  await gate.hub.close();
  for (const passed of [0, 3600 * secondMs]) {
    gate.passTime(passed);
    const [byTag, byDigest, blob] = [await get(path), await get(`/v2/nginx/manifests/${nginx.digest}`), await get(`/v2/nginx/blobs/${nginx.blob}`)];
    assert.deepEqual([byTag.status, byDigest.status, blob.status], [200, 200, 200]);
    assert.equal(digestOf(byTag.bytes), nginx.digest);
    assert.equal(byDigest.headers.get('content-type'), ociManifest);
    assert.ok(blob.bytes.equals(nginx.blobBytes));
  }
});

test('what the client has already is not sent again, and recorded all the same', async (t) => {
  const { gate, nginx, get } = await start(t);
  const known = (await gate.records()).length;
  for (const asked of [path, `/v2/nginx/manifests/${nginx.digest}`, `/v2/nginx/blobs/${nginx.blob}`]) {
    const etag = asked.includes('blobs') ? nginx.blob : nginx.digest;
    for (const tag of [`"${etag}"`, `"other", W/"${etag}"`, '*']) {
      const got = await get(asked, { headers: { 'if-none-match': tag } });
      assert.deepEqual([got.status, got.bytes.length, got.headers.get('etag')], [304, 0, `"${etag}"`], asked);
    }
    assert.equal((await get(asked, { headers: { 'if-none-match': '"other"' } })).status, 200);
  }
  const [first] = (await gate.records()).slice(known);
  assert.deepEqual([first?.outcome, first?.bytes, first?.digest], [304, 0, nginx.digest]);
  assert.equal((await get(`/v2/nginx/blobs/${digestOf('nothing')}`, { headers: { 'if-none-match': '*' } })).status, 404);
});

test('with the cache off upstream is asked each time', async (t) => {
  const { nginx, get, asked } = await start(t, { isCacheOff: true });
  for (let times = 0; times < 2; times += 1) {
    assert.equal(statusOf(await get(path)), 'pullgate; fwd=bypass');
    assert.equal(statusOf(await get(`/v2/nginx/blobs/${nginx.blob}`)), 'pullgate; fwd=bypass');
    assert.deepEqual(asked(), ['GET manifests/latest', `GET blobs/${nginx.blob}`]);
  }
});
