// Uploads by raw requests: sealed addresses, two workers, chunks, moved tags, deletes, and what breaks on the way.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { owner } from '../gateway-process.ts';
import { obstacle } from '../clients/tool.ts';
import { upstreamObstacle } from '../upstream/start.ts';
import { mia, startScene } from './scene.ts';
import type { Scene } from './scene.ts';

const skip = obstacle(upstreamObstacle());
const options = { skip };
const repository = 'acme/raw';
let scene: Scene;
let token: string;

before(async () => {
  if (skip !== false) return;
  scene = await startScene();
  token = await scene.tokenOf(mia);
});
after(async () => {
  if (skip === false) await scene.close();
});

interface Ask {
  readonly body?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: string;
}

/** Each on a connection of its own, so that both workers get some. */
async function ask(method: string, path: string, { body, headers = {}, as = token }: Ask = {}): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const answer = await fetch(`${scene.gateway.address}${path}`, { method, headers: { connection: 'close', authorization: `Bearer ${as}`, ...headers }, ...(body === undefined ? {} : { body: new Uint8Array(body) }) });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const locationOf = ({ headers }: { readonly headers: Headers }): string => headers.get('location') ?? assert.fail('no location');

async function start(): Promise<string> {
  const started = await ask('POST', `/v2/${repository}/blobs/uploads/`);
  assert.equal(started.status, 202, started.text);
  return locationOf(started);
}

async function putBlob(bytes: Buffer): Promise<string> {
  const digest = digestOf(bytes);
  const put = await ask('PUT', `${await start()}?digest=${digest}`, { body: bytes });
  assert.equal(put.status, 201, put.text);
  return digest;
}

async function putManifest(reference: string, label: string): Promise<{ readonly digest: string; readonly status: number; readonly text: string }> {
  const config = Buffer.from(JSON.stringify({ label }));
  const digest = await putBlob(config);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: config.length }, layers: [] }));
  const put = await ask('PUT', `/v2/${repository}/manifests/${reference}`, { body: manifest, headers: { 'content-type': mediaType } });
  return { digest: digestOf(manifest), status: put.status, text: put.text };
}

test('a blob comes in chunks, each at the address that the one before gave, and is what was sent', options, async () => {
  const bytes = randomBytes(300_000);
  let location = await start();
  assert.match(location, /^\/v2\/acme\/raw\/blobs\/uploads\/[A-Za-z0-9_-]+$/);
  for (const [first, last] of [[0, 99_999], [100_000, 199_999]] as const) {
    const chunk = await ask('PATCH', location, { body: bytes.subarray(first, last + 1), headers: { 'content-type': 'application/octet-stream' } });
    assert.equal(chunk.status, 202, chunk.text);
    assert.equal(chunk.headers.get('range'), `0-${last}`);
    location = locationOf(chunk);
  }
  const state = await ask('GET', location);
  assert.deepEqual([state.status, state.headers.get('range')], [204, '0-199999']);
  const digest = digestOf(bytes);
  const put = await ask('PUT', `${location}?digest=${digest}`, { body: bytes.subarray(200_000) });
  assert.equal(put.status, 201, put.text);
  assert.equal(locationOf(put), `/v2/${repository}/blobs/${digest}`);
  const got = await fetch(`${scene.gateway.address}${locationOf(put)}`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(digestOf(Buffer.from(await got.arrayBuffer())), digest);
});

test('a blob comes with the POST, a wrong one is refused in upstream\'s words, and an upload can be given up', options, async () => {
  const bytes = randomBytes(1000);
  const digest = digestOf(bytes);
  assert.equal((await ask('POST', `/v2/${repository}/blobs/uploads/?digest=${digest}`, { body: bytes })).status, 201);
  const wrong = await ask('PUT', `${await start()}?digest=${digest}`, { body: randomBytes(1000) });
  assert.equal(wrong.status, 400);
  assert.match(wrong.text, /"DIGEST_INVALID".*upstream docker\.io did not take the upload to acme\/raw/);
  const location = await start();
  assert.equal((await ask('DELETE', location)).status, 204);
  assert.equal((await ask('PUT', `${location}?digest=${digest}`, { body: bytes })).status, 404);
});

test('an upload\'s address is of use to nobody else, nowhere else, and not when it is changed', options, async () => {
  const location = await start();
  const others = await scene.tokenOf({ username: owner.username, secret: owner.secret });
  const changed = `${location.slice(0, -3)}${location.endsWith('AAA') ? 'BBB' : 'AAA'}`;
  for (const [path, as] of [[location, others], [changed, token], [location.replace('acme/raw', 'acme/other'), token]] as const) {
    const got = await ask('GET', path, { as });
    assert.equal(got.status, 404, path);
    assert.match(got.text, /BLOB_UPLOAD_UNKNOWN/);
  }
  assert.equal((await ask('GET', location)).status, 204);
});

test('a tag that was moved is served as moved by every worker, at once', options, async () => {
  for (let round = 0; round < 5; round += 1) {
    const { digest, status, text } = await putManifest('moving', `round ${round}`);
    assert.equal(status, 201, text);
    for (let asked = 0; asked < 6; asked += 1) {
      const got = await ask('GET', `/v2/${repository}/manifests/moving`, { headers: { accept: 'application/vnd.oci.image.manifest.v1+json' } });
      assert.equal(got.headers.get('docker-content-digest'), digest);
    }
  }
});

test('a manifest that is no JSON, not what its address says, or too large goes nowhere', options, async () => {
  const headers = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };
  scene.upstream.requests.clear();
  const wrong = `sha256:${'0'.repeat(64)}`;
  assert.match((await ask('PUT', `/v2/${repository}/manifests/bad`, { body: Buffer.from('{'), headers })).text, /MANIFEST_INVALID/);
  assert.match((await ask('PUT', `/v2/${repository}/manifests/${wrong}`, { body: Buffer.from('{}'), headers })).text, /DIGEST_INVALID/);
  assert.equal((await ask('PUT', `/v2/${repository}/manifests/bad`, { body: Buffer.alloc(4 * 1024 * 1024 + 1, 'x'), headers })).status, 413);
  assert.deepEqual(scene.upstream.requests.of({ method: 'PUT' }), []);
});

test('deleting takes a right of its own, and what was deleted is not served any more', options, async () => {
  const { digest } = await putManifest('doomed', 'doomed');
  const path = `/v2/${repository}/manifests/${digest}`;
  const accept = { accept: 'application/vnd.oci.image.manifest.v1+json' };
  assert.equal((await ask('GET', path, { headers: accept })).status, 200);
  assert.equal((await ask('DELETE', path)).status, 202);
  for (let asked = 0; asked < 4; asked += 1) assert.equal((await ask('GET', path, { headers: accept })).status, 404);
});

test('a client that leaves amid its upload takes the upstream request with it, and the gateway goes on', options, async () => {
  const location = await start();
  scene.upstream.requests.clear();
  const patch = request(`${scene.gateway.address}${location}`, { method: 'PATCH', headers: { authorization: `Bearer ${token}`, 'content-length': '10000000' } });
  patch.on('error', () => undefined);
  patch.write(randomBytes(1_000_000));
  for (const deadlineMs = Date.now() + 30_000; scene.upstream.requests.of({ method: 'PATCH' }).length === 0; ) {
    assert.ok(Date.now() < deadlineMs, 'upstream never saw the upload');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const closed = new Promise((resolve) => patch.once('close', resolve));
  patch.destroy();
  await closed;
  const next = await ask('POST', `/v2/${repository}/blobs/uploads/`);
  assert.equal(next.status, 202, next.text);
  assert.doesNotMatch(scene.gateway.output(), /failed unexpectedly/);
});

test('a token that may not write is told which one may, and the refusal is on record as a push', options, async () => {
  const { member } = scene.gateway;
  const as = await scene.tokenOf(member ?? assert.fail());
  const refused = await ask('POST', `/v2/${repository}/blobs/uploads/`, { as });
  assert.equal(refused.status, 401);
  assert.match(refused.headers.get('www-authenticate') ?? '', /scope="repository:acme\/raw:pull,push",error="push access denied: this personal access token has the scope repo:[a-z_]+: create one with the scope repo:write"/);
  for (const deadlineMs = Date.now() + 30_000; ; ) {
    const { pulls } = (await scene.admin.ask('GET', '/v2/orgs/acme/pulls?effect=deny&limit=5')) as { pulls: readonly { action: string; rule: string; method: string }[] };
    if (pulls.some(({ action, rule, method }) => action === 'push' && rule === 'push' && method === 'POST')) break;
    assert.ok(Date.now() < deadlineMs, JSON.stringify(pulls));
    await sleep(200);
  }
});
