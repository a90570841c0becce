// An upstream that is away, has no name any more, or says 429: what was pulled before still pulls, and what was not fails in clear words.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { ImageClient } from '../../clients/image-client.ts';
import { createDocker } from '../../clients/docker.ts';
import { startDockerd } from '../../clients/dockerd.ts';
import { createSkopeo } from '../../clients/skopeo.ts';
import { clientObstacle } from '../../clients/stage.ts';
import { obstacle } from '../../clients/tool.ts';
import { owner } from '../../gateway-process.ts';
import { serverError, tooManyRequests } from '../../upstream/faults.ts';
import { markerText, hostArchitecture } from '../../upstream/recipe.ts';
import { upstreamObstacle } from '../../upstream/start.ts';
import type { Read } from './plain-pull.ts';
import { eventually, startScene } from './scene.ts';
import type { Scene } from './scene.ts';

const skip = obstacle(upstreamObstacle());
const known = 'library/nginx';
const unknown = 'grafana/grafana';
const limitWords = 'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit';
const clients: ImageClient[] = [];
const closers = new AsyncDisposableStack();
let scene: Scene;

before(async () => {
  if (skip !== false) return;
  scene = await startScene();
  closers.defer(() => scene.close());
  if (clientObstacle('skopeo') === false) clients.push(await createSkopeo());
  if (clientObstacle('docker') === false) {
    const dockerd = await startDockerd();
    closers.defer(() => dockerd.stop());
    clients.push(createDocker(dockerd));
  }
  for (const client of clients) closers.defer(() => client.close());
  await pullByClients();
});
after(() => closers.disposeAsync());
afterEach(() => {
  if (skip === false) scene.upstream.faults.clear();
});

/** Every client that is installed pulls the image anew, and gets what it should. */
async function pullByClients(): Promise<void> {
  const { host } = scene.gateway();
  const image = `${host}/${known}:latest`;
  for (const client of clients) {
    await client.keepSignIn(host, owner);
    const pulled = await client.pull(image);
    assert.equal(pulled.status, 0, `${client.name}: ${pulled.stderr}`);
    assert.equal(await client.markerOf(image), markerText(known, hostArchitecture()));
    await client.forget(image);
  }
}

/** The manifest and all blobs, right to the last byte. */
async function pullWhole(): Promise<Read> {
  const manifest = await scene.client().get(scene.manifestPath(known));
  assert.deepEqual([manifest.status, manifest.headers['docker-content-digest']], [200, manifest.digest], manifest.message);
  const { config, layers } = JSON.parse(manifest.bytes.toString()) as { readonly config: { digest: string }; readonly layers: readonly { digest: string }[] };
  for (const { digest } of [config, ...layers]) {
    const blob = await scene.client().get(scene.blobPath(known, digest));
    assert.deepEqual([blob.status, blob.isWhole, blob.digest], [200, true, digest]);
  }
  return manifest;
}

/** The tag's time of freshness must have passed. */
function isStale({ headers }: Read, because: RegExp): boolean {
  const status = String(headers['cache-status']);
  return /^pullgate; hit; ttl=-\d+; detail=/.test(status) && because.test(status);
}

const pullsStale = (because: RegExp): Promise<Read> =>
  eventually(`the tag is served stale (${because.source})`, async () => {
    const manifest = await pullWhole();
    return isStale(manifest, because) && manifest;
  });

/** What was never pulled: a clear word in upstream's name. */
async function refusedWith(status: number, message: string): Promise<Read> {
  // An earlier failure is told for as long as upstream had asked to be left alone.
  return eventually(`${status} ${message}`, async () => {
    const read = await scene.client().get(scene.manifestPath(unknown));
    return read.status === status && read.message === `upstream docker.io ${message}` && read;
  });
}

const pullsFresh = (): Promise<true> =>
  eventually('the tag is confirmed again', async () => {
    const manifest = await pullWhole();
    return String(manifest.headers['cache-status']) === 'pullgate; hit';
  });

test('upstream is away: what was pulled before still pulls, by every client, and after a restart; what was not is refused', { skip }, async () => {
  const away = `cannot be reached for ${unknown}:latest: try again later`;
  await scene.upstream.goAway();
  await pullsStale(/unavailable/);
  await refusedWith(503, away);
  await scene.restartGateway();
  await pullsStale(/unavailable/);
  await pullByClients();
  await refusedWith(503, away);
  await scene.restartGateway({ kill: true });
  await pullsStale(/unavailable/);
  await scene.upstream.comeBack();
  await pullsFresh();
});

for (const retryAfterSeconds of [undefined, 1]) {
  const how = `429 ${retryAfterSeconds === undefined ? 'without' : 'with'} Retry-After`;
  test(`upstream says ${how} to everything: what is cached still pulls, what is not is refused`, { skip }, async () => {
    scene.upstream.faults.add({ on: { host: 'registry' }, fault: tooManyRequests(retryAfterSeconds) });
    await pullsStale(/rate-limited/);
    const refused = await refusedWith(429, `limits the rate of pulls and did not serve ${unknown}:latest: try again later (docker.io says: ${limitWords})`);
    assert.equal(refused.headers['retry-after'], retryAfterSeconds?.toString());
    scene.upstream.faults.clear();
    await pullsFresh();
  });

  test(`upstream says ${how} to pulls alone, as Docker Hub does: what is cached is confirmed, what is not is refused in upstream's words`, { skip }, async () => {
    scene.upstream.faults.add({ on: { host: 'registry', method: 'GET' }, fault: tooManyRequests(retryAfterSeconds) });
    await pullsFresh();
    const refused = await refusedWith(429, `limits the rate of pulls and did not serve ${unknown}:latest: try again later (docker.io says: ${limitWords})`);
    assert.equal(refused.headers['retry-after'], retryAfterSeconds?.toString());
  });
}

test('upstream is out of order (500): what is cached still pulls', { skip }, async () => {
  scene.upstream.faults.add({ on: { host: 'registry' }, fault: serverError(500) });
  await pullsStale(/bad-response/);
  await refusedWith(502, `answered with something unusable for ${unknown}:latest: try again later`);
});

test('the name of upstream does not resolve: what is cached still pulls, and the log says what is wrong', { skip }, async () => {
  await scene.restartGateway({ upstreams: { 'docker.io': 'http://no-such-upstream.invalid' } });
  await pullsStale(/unavailable/);
  await refusedWith(503, `cannot be reached for ${unknown}:latest: try again later`);
  assert.match(scene.gateway().output(), /upstream registry docker\.io cannot be reached: its name does not resolve/);
  await scene.restartGateway();
  await pullsFresh();
});

test('what was never pulled pulls when upstream is well again', { skip }, async () => {
  const found = await eventually('it comes', async () => {
    const read = await scene.client().get(scene.manifestPath(unknown));
    return read.status === 200 && read;
  });
  assert.equal(found.headers['docker-content-digest'], found.digest);
});
