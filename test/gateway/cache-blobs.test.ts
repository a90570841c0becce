// Blobs: from the cache, from a fetch under way, or from upstream, whole and in part, and as the upstream's setting has it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { digestOf } from './foreign-registry.ts';
import type { Image } from './foreign-registry.ts';
import { startGate } from './gate.ts';
import type { Gate, GateOptions, Got } from './gate.ts';

const MiB = 1024 * 1024;

interface Stage {
  readonly gate: Gate;
  readonly image: Image;
  readonly path: string;
  readonly get: (options?: { method?: string; range?: string; headers?: Record<string, string> }) => Promise<Got>;
  /** Method and range of the blob requests that upstream saw since the last call. */
  readonly asked: () => readonly string[];
}

async function start(t: TestContext, { layerBytes = 300_000, ...options }: GateOptions & { layerBytes?: number } = {}): Promise<Stage> {
  const gate = await startGate(options);
  t.after(() => gate.close());
  const image = gate.hub.add('library/nginx', 'latest', { layerBytes });
  const path = `/v2/nginx/blobs/${image.blob}`;
  // As clients do: and it proves that the repository is public.
  await gate.get('/v2/nginx/manifests/latest', { token: gate.member.token });
  return {
    gate,
    image,
    path,
    get: ({ method = 'GET', range, headers = {} } = {}) => gate.get(path, { token: gate.member.token, method, headers: { ...headers, ...(range === undefined ? {} : { range }) } }),
    asked: () => gate.hub.seen.splice(0).filter(({ path: seen }) => seen.includes('/blobs/')).map(({ method, range }) => (range === undefined ? method : `${method} ${range}`)),
  };
}

const statusOf = (got: Got): string | null => got.headers.get('cache-status');

/** Upstream sends `sent` bytes of each whole blob, and the rest when it is told to. */
function pauseBlobs({ gate, image }: Stage, sent: number): () => void {
  const waiting: ServerResponse[] = [];
  let isOver = false;
  gate.hub.misbehave(/GET .*\/blobs\//, (asked, response) => {
    if (isOver || asked.headers.range !== undefined) {
      gate.hub.answer(asked, response);
      return;
    }
    response.writeHead(200, { 'content-length': image.blobBytes.length });
    response.write(image.blobBytes.subarray(0, sent));
    waiting.push(response);
  });
  return () => {
    isOver = true;
    for (const response of waiting.splice(0)) response.end(image.blobBytes.subarray(sent));
  };
}

/** Begins to read, as a client that may leave. */
async function open({ gate, path }: Stage): Promise<IncomingMessage> {
  const asking = request(`${gate.url}${path}`, { headers: { authorization: `Bearer ${gate.member.token}` }, agent: false });
  asking.on('error', () => undefined).end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return response.on('error', () => undefined);
}

test('a blob is fetched once, and served from the cache from then on: whole, in part, and its description', async (t) => {
  const { image, get, asked } = await start(t);
  const first = await get();
  assert.deepEqual([first.status, statusOf(first), asked()], [200, 'pullgate; fwd=uri-miss; stored', ['GET']]);
  assert.ok(first.bytes.equals(image.blobBytes));
  const again = await get();
  assert.deepEqual([again.status, statusOf(again), again.headers.get('content-length')], [200, 'pullgate; hit', '300000']);
  assert.ok(again.bytes.equals(image.blobBytes));
  for (const deadline = Date.now() + 10_000; statusOf(await get({ method: 'HEAD' })) !== 'pullgate; hit'; ) assert.ok(Date.now() < deadline, 'it is in place');
  const head = await get({ method: 'HEAD' });
  assert.deepEqual([head.status, statusOf(head), head.headers.get('content-length'), head.headers.get('accept-ranges')], [200, 'pullgate; hit', '300000', 'bytes']);
  assert.deepEqual(asked(), []);
});

const parts: Readonly<Record<string, { readonly range: string; readonly first: number; readonly last: number }>> = {
  'a beginning': { range: 'bytes=0-99', first: 0, last: 99 },
  'a middle': { range: 'bytes=100-199', first: 100, last: 199 },
  'an end': { range: 'bytes=299990-', first: 299_990, last: 299_999 },
  'more than there is': { range: 'bytes=299990-999999', first: 299_990, last: 299_999 },
  'the last bytes': { range: 'bytes=-10', first: 299_990, last: 299_999 },
};

for (const where of ['from the cache', 'from upstream'] as const) {
  test(`parts of a blob are served ${where}`, async (t) => {
    const { image, get, asked } = await start(t);
    if (where === 'from the cache') await get();
    for (const [what, { range, first, last }] of Object.entries(parts)) {
      asked();
      // The foreign registry knows no suffixes: it answers with the whole, as registries may.
      const isWhole = where === 'from upstream' && range.startsWith('bytes=-');
      const got = await get({ range });
      assert.equal(got.status, isWhole ? 200 : 206, what);
      assert.equal(got.headers.get('content-range'), isWhole ? null : `bytes ${first}-${last}/300000`, what);
      assert.ok(got.bytes.equals(isWhole ? image.blobBytes : image.blobBytes.subarray(first, last + 1)), what);
      assert.deepEqual(asked(), where === 'from the cache' ? [] : [`GET ${range}`], what);
      assert.equal(statusOf(got), where === 'from the cache' ? 'pullgate; hit' : 'pullgate; fwd=bypass');
    }
    for (const range of ['bytes=300000-', 'bytes=400000-500000']) {
      const beyond = await get({ range });
      assert.deepEqual([beyond.status, beyond.code], [416, 'RANGE_INVALID']);
      if (where === 'from the cache') assert.equal(beyond.headers.get('content-range'), 'bytes */300000');
    }
    assert.equal((await get({ range: 'bytes=x' })).status, 416);
    const several = await get({ range: 'bytes=0-1,5-6' });
    assert.deepEqual([several.status, several.bytes.length], [200, 300_000]);
  });
}

test('a range that is meant for another version is answered by the whole', async (t) => {
  const { image, get } = await start(t);
  await get();
  assert.equal((await get({ range: 'bytes=0-9', headers: { 'if-range': '"other"' } })).status, 200);
  assert.equal((await get({ range: 'bytes=0-9', headers: { 'if-range': `"${image.blob}"` } })).status, 206);
});

test('a part that a fetch has come to, or soon will, is served from that fetch; one farther on, from upstream', async (t) => {
  const stage = await start(t, { layerBytes: 40 * MiB });
  const { image, get, asked } = stage;
  const finish = pauseBlobs(stage, 4 * MiB);
  // Its answer has begun, so the blob's size is known.
  const whole = await open(stage);
  assert.deepEqual(asked(), ['GET']);
  const early = await get({ range: `bytes=${MiB}-${MiB + 9}` });
  assert.deepEqual([early.status, statusOf(early)], [206, 'pullgate; fwd=uri-miss; collapsed']);
  assert.ok(early.bytes.equals(image.blobBytes.subarray(MiB, MiB + 10)));
  assert.deepEqual(asked(), []);
  const soon = get({ range: `bytes=${5 * MiB}-${5 * MiB + 9}` });
  const late = await get({ range: `bytes=${39 * MiB}-${39 * MiB + 9}` });
  assert.deepEqual([late.status, statusOf(late)], [206, 'pullgate; fwd=bypass']);
  assert.ok(late.bytes.equals(image.blobBytes.subarray(39 * MiB, 39 * MiB + 10)));
  assert.deepEqual(asked(), [`GET bytes=${39 * MiB}-${39 * MiB + 9}`]);
  finish();
  assert.ok((await soon).bytes.equals(image.blobBytes.subarray(5 * MiB, 5 * MiB + 10)));
  assert.ok((await buffer(whole)).equals(image.blobBytes));
});

test('who began the fetch hangs up: the others go on, and the blob is kept', async (t) => {
  const stage = await start(t, { layerBytes: 2 * MiB });
  const { image, get, asked } = stage;
  const finish = pauseBlobs(stage, MiB);
  const first = await open(stage);
  const other = get();
  first.destroy();
  finish();
  const got = await other;
  assert.equal(statusOf(got), 'pullgate; fwd=uri-miss; collapsed');
  assert.ok(got.bytes.equals(image.blobBytes));
  assert.deepEqual(asked(), ['GET']);
  for (const deadline = Date.now() + 10_000; statusOf(await get()) !== 'pullgate; hit'; ) assert.ok(Date.now() < deadline, 'it is in place');
  assert.deepEqual(asked(), []);
});

test('a blob that nobody waits for any more is fetched to its end', async (t) => {
  const stage = await start(t, { layerBytes: 2 * MiB });
  const { get, asked } = stage;
  const finish = pauseBlobs(stage, MiB);
  (await open(stage)).destroy();
  finish();
  for (const deadline = Date.now() + 10_000; statusOf(await get()) !== 'pullgate; hit'; ) assert.ok(Date.now() < deadline, 'it is in place');
  assert.deepEqual(asked(), ['GET']);
});

test("upstream's 404 for a blob is passed on, and asked again by the next pull", async (t) => {
  const { gate, get } = await start(t);
  gate.hub.misbehave(/blobs/, (_request, response) => void response.writeHead(404).end());
  const missing = await get();
  assert.deepEqual([missing.status, missing.code], [404, 'BLOB_UNKNOWN']);
  gate.hub.behave();
  assert.equal((await get()).status, 200);
});

test('with delivery by stream nothing is kept, and everything is served: whole, in part, and its description', async (t) => {
  const { image, get, asked } = await start(t, { delivery: 'stream' });
  for (let times = 0; times < 2; times += 1) {
    const got = await get();
    assert.deepEqual([got.status, statusOf(got)], [200, 'pullgate; fwd=bypass']);
    assert.ok(got.bytes.equals(image.blobBytes));
  }
  assert.equal((await get({ range: 'bytes=0-9' })).bytes.length, 10);
  assert.equal((await get({ method: 'HEAD' })).headers.get('content-length'), '300000');
  assert.deepEqual(asked(), ['GET', 'GET', 'GET bytes=0-9', 'HEAD']);
});

test('with delivery by redirect the client is sent to where upstream keeps the blob, and nobody else goes there', async (t) => {
  const stage = await start(t, { delivery: 'redirect' });
  const { gate, image, path, asked } = stage;
  const location = 'https://cdn.example.com/blob?signature=abc';
  gate.hub.misbehave(/GET .*\/blobs\//, (_request, response) => void response.writeHead(307, { location }).end());
  const sent = await fetch(`${gate.url}${path}`, { redirect: 'manual', headers: { authorization: `Bearer ${gate.member.token}` } });
  assert.deepEqual([sent.status, sent.headers.get('location'), sent.headers.get('docker-content-digest'), sent.headers.get('cache-control')], [307, location, image.blob, 'no-store']);
  assert.equal((await sent.arrayBuffer()).byteLength, 0);
  assert.deepEqual(asked(), ['GET']);
});

test('with delivery by redirect from an upstream that serves blobs itself, they stream', async (t) => {
  const { image, get } = await start(t, { delivery: 'redirect' });
  const got = await get();
  assert.deepEqual([got.status, digestOf(got.bytes)], [200, image.blob]);
});

test('a private blob is redirected to by whom it may be read, and by nobody else', async (t) => {
  const { gate } = await start(t, { delivery: 'redirect', hasCredential: true });
  const secret = gate.hub.add('acme/secret', 'latest', { isPrivate: true });
  gate.hub.misbehave(/GET .*\/blobs\//, (asked, response) => {
    if (asked.headers.authorization === 'Bearer gateway') response.writeHead(307, { location: 'https://cdn.example.com/secret' }).end();
    else response.writeHead(403).end();
  });
  const outsider = await gate.addMember('paula', 'member', { scopes: ['repo:public_read'] });
  const statuses = await Promise.all([gate.member, outsider].map(async ({ token }) => (await fetch(`${gate.url}/v2/acme/secret/blobs/${secret.blob}`, { redirect: 'manual', headers: { authorization: `Bearer ${token}` } })).status));
  assert.deepEqual(statuses, [307, 401]);
});

test('the cache counts how it answered', async (t) => {
  const { gate, get } = await start(t);
  for (let times = 0; times < 3; times += 1) await get();
  const { hits, misses, bytesFromCache } = gate.source.stats();
  // The manifest was fetched too.
  assert.deepEqual([hits, misses, bytesFromCache], [2, 2, 600_000]);
});
