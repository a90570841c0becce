// Holds the upstream of the tests to what it promises: without this, a test that passes against it says nothing.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run } from './command.ts';
import { garbageJson, serverError, tooManyRequests } from './faults.ts';
import type { Fault } from './faults.ts';
import { manifestMediaTypes, sha256 } from './pushing.ts';
import { robot, sbomType } from './recipe.ts';
import { startUpstream, upstreamObstacle } from './start.ts';
import type { TestUpstream } from './start.ts';
import { imageOf } from './stored-image.ts';

const obstacle = upstreamObstacle();
const options = obstacle === undefined ? {} : { skip: obstacle };
const nginx = 'library/nginx';
let upstream: TestUpstream;

before(async () => {
  if (obstacle === undefined) upstream = await startUpstream();
});
after(() => (obstacle === undefined ? upstream.stop() : undefined));

async function tokenFor(repository: string, credentials?: { username: string; password: string }): Promise<string> {
  const basic = credentials === undefined ? {} : { authorization: `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}` };
  const answer = await fetch(`${upstream.tokenAddress}/token?service=registry.docker.io&scope=repository:${repository}:pull`, { headers: basic });
  return ((await answer.json()) as { token: string }).token;
}

async function ask(repository: string, path: string, init: { method?: string; headers?: Record<string, string>; redirect?: 'manual' } = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${await tokenFor(repository)}`, accept: manifestMediaTypes.join(','), ...init.headers };
  return fetch(`${upstream.address}/v2/${repository}/${path}`, { ...init, headers });
}

test('an unsigned request meets a challenge that names token service and scope', options, async () => {
  const answer = await fetch(`${upstream.address}/v2/${nginx}/manifests/latest`);
  assert.equal(answer.status, 401);
  const wanted = `Bearer realm="${upstream.tokenAddress}/token",service="registry.docker.io",scope="repository:${nginx}:pull"`;
  assert.equal(answer.headers.get('www-authenticate'), wanted);
});

test('manifests come with their bytes, digest and pull limit, by tag and by digest; HEAD is not counted', options, async () => {
  const { target } = imageOf(upstream.images, nginx);
  const head = await ask(nginx, 'manifests/1.27', { method: 'HEAD' });
  const byTag = await ask(nginx, 'manifests/1.27');
  const byDigest = await ask(nginx, `manifests/${target.digest}`);
  assert.equal(byTag.headers.get('content-type'), target.mediaType);
  assert.equal(byTag.headers.get('docker-content-digest'), target.digest);
  for (const answer of [byTag, byDigest]) assert.equal(sha256(Buffer.from(await answer.arrayBuffer())), target.digest);
  const left = [head, byTag].map((answer) => Number(/^(\d+);w=21600$/.exec(answer.headers.get('ratelimit-remaining') ?? '')?.[1]));
  assert.equal(left[0]! - left[1]!, 1);
});

test('blobs are redirected to another host, which refuses an Authorization header and honours ranges', options, async () => {
  const layer = imageOf(upstream.images, nginx).layers[1]!;
  const redirect = await ask(nginx, `blobs/${layer.digest}`, { redirect: 'manual' });
  assert.equal(redirect.status, 307);
  const location = new URL(redirect.headers.get('location') ?? '');
  assert.equal(location.origin, upstream.cdnAddress);
  const blob = await fetch(location);
  assert.equal(sha256(Buffer.from(await blob.arrayBuffer())), layer.digest);
  assert.equal((await fetch(location, { headers: { authorization: 'Bearer leaked' } })).status, 400);
  const range = await fetch(location, { headers: { range: 'bytes=1-3' } });
  assert.deepEqual([range.status, range.headers.get('content-range'), (await range.arrayBuffer()).byteLength], [206, `bytes 1-3/${layer.size}`, 3]);
});

test('a private repository needs its account, and an unknown one looks the same', options, async () => {
  for (const name of ['acme/private', 'acme/no-such-repository']) {
    const refused = await ask(name, 'manifests/latest');
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /error="insufficient_scope"$/);
  }
  const authorization = `Bearer ${await tokenFor('acme/private', robot)}`;
  assert.equal((await ask('acme/private', 'manifests/latest', { headers: { authorization } })).status, 200);
  const wrong = await fetch(`${upstream.tokenAddress}/token`, { headers: { authorization: `Basic ${btoa('robot:wrong')}` } });
  assert.deepEqual([wrong.status, await wrong.json()], [401, { details: 'incorrect username or password' }]);
});

test('an index lists two architectures, and its artifacts are listed and filtered as referrers', options, async () => {
  const image = imageOf(upstream.images, 'library/multi-arch');
  assert.deepEqual(image.platforms.map((one) => one.platform?.architecture), ['amd64', 'arm64']);
  const all = (await (await ask(image.repository, `referrers/${image.target.digest}`)).json()) as { manifests: unknown[] };
  assert.equal(all.manifests.length, 2);
  const answer = await ask(image.repository, `referrers/${image.target.digest}?artifactType=${encodeURIComponent(sbomType)}`);
  assert.equal(answer.headers.get('oci-filters-applied'), 'artifactType');
  assert.equal(((await answer.json()) as { manifests: unknown[] }).manifests.length, 1);
});

test('the large image has a real file system of more than 100 MB', options, async (t) => {
  if (upstream.largeImageObstacle !== undefined) {
    t.skip(upstream.largeImageObstacle);
    return;
  }
  const { config, layers } = imageOf(upstream.images, 'library/debian');
  assert.ok(layers[0]!.size > 40 * 1024 * 1024, `the compressed layer has ${layers[0]!.size} bytes`);
  assert.equal((await ask('library/debian', `blobs/${config.digest}`, { method: 'HEAD' })).status, 200);
});

interface FaultCase {
  readonly name: string;
  readonly fault: Fault;
  readonly holds: (answer: Response, size: number, digest: string) => unknown;
}

const bodyOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());
const faultCases: readonly FaultCase[] = [
  { name: '429 with Retry-After', fault: tooManyRequests(7), holds: (answer) => assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '7']) },
  { name: '429 without Retry-After', fault: tooManyRequests(), holds: (answer) => assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, null]) },
  { name: '503', fault: serverError(503), holds: (answer) => assert.equal(answer.status, 503) },
  { name: 'garbage JSON', fault: garbageJson(), holds: (answer) => assert.rejects(answer.json()) },
  { name: 'a flipped byte', fault: { kind: 'flipped-byte' }, holds: async (answer, size, digest) => {
    const bytes = await bodyOf(answer);
    assert.equal(bytes.byteLength, size);
    assert.notEqual(sha256(bytes), digest);
  } },
  { name: 'one byte more', fault: { kind: 'wrong-length', by: 1 }, holds: async (answer, size) => assert.equal((await bodyOf(answer)).byteLength, size + 1) },
  { name: 'one byte less', fault: { kind: 'wrong-length', by: -1 }, holds: async (answer, size) => assert.equal((await bodyOf(answer)).byteLength, size - 1) },
  { name: 'a cut in the middle', fault: { kind: 'cut', at: 'half' }, holds: (answer) => assert.rejects(bodyOf(answer)) },
  { name: 'a slow body', fault: { kind: 'slow', bytes: 32 * 1024, everyMs: 5 }, holds: async (answer, _size, digest) => {
    const startMs = Date.now();
    assert.equal(sha256(await bodyOf(answer)), digest);
    assert.ok(Date.now() - startMs > 150);
  } },
];

for (const { name, fault, holds } of faultCases) {
  test(`a fault meets the requests it was set for, once: ${name}`, options, async () => {
    const layer = imageOf(upstream.images, nginx).layers[1]!;
    upstream.faults.add({ on: { host: 'cdn' }, fault, times: 1 });
    await holds(await ask(nginx, `blobs/${layer.digest}`), layer.size, layer.digest);
    assert.equal(sha256(await bodyOf(await ask(nginx, `blobs/${layer.digest}`))), layer.digest);
  });
}

test('a connection that is cut at the start gives no answer, and the log tells what was asked', options, async () => {
  upstream.requests.clear();
  upstream.faults.add({ on: { endpoint: 'manifest', repository: nginx, method: 'HEAD' }, fault: { kind: 'cut', at: 'start' }, times: 1 });
  await assert.rejects(ask(nginx, 'manifests/latest', { method: 'HEAD', headers: { 'user-agent': 'told/1' } }));
  const [logged, ...others] = upstream.requests.of({ endpoint: 'manifest' });
  assert.deepEqual([logged?.method, logged?.repository, logged?.headers['user-agent'], logged?.status, others.length], ['HEAD', nginx, 'told/1', 0, 0]);
});

test('the command for people serves until it is told to stop, and names a wrong port', options, async () => {
  const program = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [program, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (/--upstream docker\.io=\S+\n/.test(printed)) break;
  }
  const address = /serving at (\S+):/.exec(printed)?.[1] ?? assert.fail(printed);
  assert.equal((await fetch(`${address}/v2/`)).status, 401);
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
  assert.equal((await run(process.execPath, [program, '--port', 'eighty'])).status, 2);
});
