// Pushes that are large, or that something happens to: memory stays bounded, and the client is told what went wrong, and where.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import test, { after, before } from 'node:test';
import { watchMemory, residentMemory } from '../resident-memory.ts';
import { obstacle } from '../clients/tool.ts';
import { untilEveryWorker } from '../every-worker.ts';
import { owner } from '../gateway-process.ts';
import { upstreamObstacle } from '../upstream/start.ts';
import { mia, startScene } from './scene.ts';
import type { Scene } from './scene.ts';

const MiB = 1024 * 1024;
const skip = obstacle(upstreamObstacle());
const options = { skip };
const repository = 'acme/failing';
const uploads = `/v2/${repository}/blobs/uploads/`;
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

/** On a connection of its own; the body is the caller's to send. */
function open(method: string, path: string, { as = token, headers = {} }: { readonly as?: string; readonly headers?: Readonly<Record<string, string | number>> } = {}): ClientRequest {
  return request(`${scene.gateway.address}${path}`, { method, agent: false, headers: { authorization: `Bearer ${as}`, ...headers } });
}

interface Received {
  readonly status: number | undefined;
  readonly body: string;
}

async function answerTo(asked: ClientRequest): Promise<Received> {
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, body: await text(answer) };
}

async function start(as = token): Promise<string> {
  const asked = open('POST', uploads, { as, headers: { 'content-length': 0 } });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  assert.equal(answer.statusCode, 202);
  return answer.headers.location ?? assert.fail('no location');
}

async function putBlob(bytes: Buffer): Promise<Received> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const put = open('PUT', `${await start()}?digest=sha256:${digest}`, { headers: { 'content-length': bytes.length } });
  put.end(bytes);
  return answerTo(put);
}

/** An upload of which upstream has seen the beginning, and whose end does not come. */
async function halfAnUpload(as = token): Promise<ClientRequest> {
  const location = await start(as);
  scene.upstream.requests.clear();
  const patch = open('PATCH', location, { as, headers: { 'content-length': 10 * MiB } });
  patch.write(randomBytes(MiB));
  await until('upstream sees the upload', () => Promise.resolve(scene.upstream.requests.of({ method: 'PATCH' }).length > 0));
  return patch;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const deadlineMs = Date.now() + 30_000; !(await isSo()); ) {
    assert.ok(Date.now() < deadlineMs, `never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a blob of 256 MiB goes through without being gathered: the gateway grows by less than half of it', options, async () => {
  const piece = randomBytes(MiB);
  const pieces = 256;
  const hash = createHash('sha256');
  for (let n = 0; n < pieces; n += 1) hash.update(piece);
  assert.equal((await putBlob(randomBytes(8 * MiB))).status, 201);
  const { processId } = scene.gateway;
  const { rss: before } = await residentMemory(processId);
  const put = open('PUT', `${await start()}?digest=sha256:${hash.digest('hex')}`, { headers: { 'content-length': pieces * MiB } });
  const answered = answerTo(put);
  const memory = watchMemory(processId, 100);
  await pipeline(Readable.from(Array.from({ length: pieces }, () => piece)), put);
  assert.equal((await answered).status, 201);
  await memory.stop();
  const peak = Math.max(...memory.samples.map(({ rss }) => rss));
  assert.ok(memory.samples.length > 0 && before > 0);
  assert.ok(peak - before < (pieces / 2) * MiB, `from ${before / MiB} MiB to ${peak / MiB} MiB`);
});

test('upstream goes away in the middle of an upload: the client reads so, and the next push works', options, async () => {
  const patch = await halfAnUpload();
  const answered = answerTo(patch);
  await scene.upstream.goAway();
  try {
    const { status, body } = await answered;
    assert.equal(status, 503, body);
    assert.match(body, /"code":"UNAVAILABLE".*upstream docker\.io was away and did not take the upload to acme\/failing: try again later/);
  } finally {
    patch.destroy();
    await scene.upstream.comeBack();
  }
  const { status, body } = await putBlob(randomBytes(1000));
  assert.equal(status, 201, body);
});

test('a token that is revoked in the middle of an upload is refused at the next request of it', options, async (t) => {
  const { token: secret, id } = await createToken();
  const person = { username: owner.username, secret };
  const as = await scene.tokenOf(person);
  const first = await halfAnUpload(as);
  const location = first.path.slice(first.path.indexOf('/v2/'));
  t.after(() => first.destroy());
  first.on('error', () => undefined);
  await scene.admin.revokePersonalToken(id);
  await untilEveryWorker(scene.gateway, { path: '/v2/', headers: { authorization: `Bearer ${as}` } }, ({ status: answered }) => answered === 401);
  for (let round = 0; round < 8; round += 1) {
    const patch = open('PATCH', location, { as, headers: { 'content-length': 3 } });
    patch.end('abc');
    const { status, body } = await answerTo(patch);
    assert.equal(status, 401, body);
    assert.match(body, /access token has been revoked or deactivated: sign in with another one/);
  }
});

async function createToken(): Promise<{ readonly token: string; readonly id: string }> {
  const made = (await scene.admin.ask('POST', '/v2/access-tokens', { token_label: 'pushes', scopes: ['repo:write'] })) as { readonly uuid: string; readonly token: string };
  return { token: made.token, id: made.uuid };
}

test('who waits to be told sends its body once it is wanted, and none where the push is refused', options, async () => {
  const bytes = randomBytes(1000);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const expecting = { headers: { expect: '100-continue', 'content-length': bytes.length } };
  const put = open('PUT', `${await start()}?digest=sha256:${digest}`, expecting);
  put.flushHeaders();
  await once(put, 'continue');
  put.end(bytes);
  assert.equal((await answerTo(put)).status, 201);

  const refused = open('POST', `/v2/someuser/custom-image/blobs/uploads/?digest=sha256:${digest}`, expecting);
  let isWanted = false;
  refused.on('continue', () => (isWanted = true)).flushHeaders();
  const { status, body } = await answerTo(refused);
  refused.destroy();
  assert.deepEqual([status, isWanted], [401, false]);
  assert.match(body, /push access denied/);
});
