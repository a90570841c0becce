// An upstream that breaks off, lies or fails in the middle of a pull: the client gets the right bytes or a clear error, and the next pull works.
import assert from 'node:assert/strict';
import { afterEach, after, before, beforeEach, test } from 'node:test';
import { obstacle } from '../../clients/tool.ts';
import { serverError } from '../../upstream/faults.ts';
import type { Fault } from '../../upstream/faults.ts';
import { upstreamObstacle } from '../../upstream/start.ts';
import type { Read } from './plain-pull.ts';
import { checkContent, eventually, incomingFiles, startScene } from './scene.ts';
import type { Scene } from './scene.ts';

const skip = obstacle(upstreamObstacle());
const KiB = 1024;
let scene: Scene;
let layer: { readonly digest: string; readonly size: number };

before(async () => {
  if (skip !== false) return;
  scene = await startScene();
  layer = scene.layerOf('library/nginx');
});
after(async () => {
  if (skip === false) await scene.close();
});
beforeEach(async () => {
  if (skip !== false) return;
  // A blob is put in its place after its readers have it.
  await eventually('the cache is empty', async () => {
    await scene.forgetContent();
    const { blobs, flights } = await scene.report();
    return blobs === 0 && flights === 0 && (await incomingFiles(scene.cacheFolder)).length === 0;
  });
  scene.upstream.requests.clear();
});
afterEach(() => {
  if (skip === false) scene.upstream.faults.clear();
});

const pullLayer = (): Promise<Read> => scene.client().get(scene.blobPath('library/nginx', layer.digest));
const atCdn = (): readonly (string | undefined)[] => scene.upstream.requests.of({ host: 'cdn', method: 'GET' }).map(({ headers }) => headers.range);

/** An upstream that has failed is left alone for a few seconds. */
async function pullUntilRight(): Promise<void> {
  await eventually('the layer comes whole and right', async () => {
    const read = await pullLayer().catch(() => undefined);
    return read?.status === 200 && read.isWhole && read.digest === layer.digest;
  });
  const { wrong } = await checkContent(scene.cacheFolder);
  assert.deepEqual(wrong, []);
}

const mended: readonly (readonly [string, 'registry' | 'cdn', Fault, number])[] = [
  ['is cut at byte 700,000', 'cdn', { kind: 'cut', at: 700_000 }, 1],
  ['is cut three times', 'cdn', { kind: 'cut', at: 300 * KiB }, 3],
  ['is cut before its first byte', 'cdn', { kind: 'cut', at: 'start' }, 1],
  ['is cut before the redirect', 'registry', { kind: 'cut', at: 'start' }, 1],
  ['fails once with 503', 'cdn', serverError(503), 1],
];

for (const [what, host, fault, times] of mended) {
  test(`a blob whose connection ${what} reaches its readers whole`, { skip }, async () => {
    scene.upstream.faults.add({ on: { host, method: 'GET' }, digest: layer.digest, fault, times });
    const reads = await Promise.all([pullLayer(), pullLayer(), pullLayer()]);
    for (const read of reads) assert.deepEqual([read.status, read.isWhole, read.digest], [200, true, layer.digest]);
    assert.equal(reads[0].headers['content-length'], String(layer.size));
    const asked = atCdn();
    assert.equal(asked.filter((range) => range === undefined).length, fault.kind === 'cut' && fault.at !== 'start' ? 1 : host === 'registry' ? 1 : 2);
    if (fault.kind !== 'cut' || fault.at === 'start') return;
    // Each time from where it was cut, or a little before: what is on its way when a connection is reset may be lost.
    const firsts = asked.slice(1).map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1]));
    assert.equal(firsts.length, times);
    assert.ok(firsts.every((first, index) => first > (firsts[index - 1] ?? 0) && first < layer.size), firsts.join());
  });
}

const lies: readonly (readonly [string, Fault])[] = [
  ['another byte', { kind: 'flipped-byte' }],
  ['a byte more', { kind: 'wrong-length', by: 1 }],
  ['a byte less', { kind: 'wrong-length', by: -1 }],
  ['an end of the connection before its first byte, every time', { kind: 'cut', at: 'start' }],
];

for (const [what, fault] of lies) {
  test(`a blob that comes with ${what} is received whole by nobody, and is not kept`, { skip }, async () => {
    scene.upstream.faults.add({ on: { host: 'cdn' }, digest: layer.digest, fault });
    const reads = await Promise.all([pullLayer(), pullLayer()].map((pulled) => pulled.catch(() => undefined)));
    for (const read of reads) {
      if (read === undefined) continue; // the connection broke before the head
      if (read.status === 200) assert.equal(read.isWhole, false);
      else assert.match(`${String(read.status)} ${read.message}`, /^50[234] upstream docker\.io /);
    }
    scene.upstream.faults.clear();
    await pullUntilRight();
  });
}

test('upstream goes in the middle of a blob and comes back: the reader gets it whole', { skip }, async () => {
  scene.upstream.faults.add({ on: { host: 'cdn' }, digest: layer.digest, fault: { kind: 'slow', bytes: 8 * KiB, everyMs: 50 }, times: 1 });
  const response = await scene.client().open(scene.blobPath('library/nginx', layer.digest));
  const reading = scene.client().finish(response);
  await new Promise((resolve) => response.once('data', resolve));
  await scene.upstream.goAway();
  await scene.upstream.comeBack();
  const read = await reading;
  assert.deepEqual([read.isWhole, read.digest], [true, layer.digest]);
  assert.match(atCdn().at(-1) ?? '', /^bytes=[1-9]\d*-$/);
});

test('upstream goes in the middle of a blob for good: the connection breaks, and the next pull works', { skip }, async () => {
  scene.upstream.faults.add({ on: { host: 'cdn' }, digest: layer.digest, fault: { kind: 'slow', bytes: 8 * KiB, everyMs: 50 }, times: 1 });
  const response = await scene.client().open(scene.blobPath('library/nginx', layer.digest));
  const reading = scene.client().finish(response);
  await new Promise((resolve) => response.once('data', resolve));
  await scene.upstream.goAway();
  const read = await reading;
  const refused = await scene.client().get(scene.manifestPath('library/alpine'));
  await scene.upstream.comeBack();
  assert.equal(read.isWhole, false);
  assert.deepEqual([refused.status, refused.message], [503, 'upstream docker.io cannot be reached for library/alpine:latest: try again later']);
  await pullUntilRight();
});

// Each with an image of its own, of which nothing is known yet.
const badManifests: readonly (readonly [string, string, Fault])[] = [
  ['wrong bytes', 'library/nginx', { kind: 'flipped-byte' }],
  ['a byte more', 'library/multi-arch', { kind: 'wrong-length', by: 1 }],
  ['a byte less', 'someuser/custom-image', { kind: 'wrong-length', by: -1 }],
  ['500', 'grafana/grafana', serverError(500)],
  ['502, again and again', 'linuxserver/heimdall', serverError(502)],
];

for (const [what, repository, fault] of badManifests) {
  test(`a manifest that upstream answers with ${what} is refused in upstream's name, and the next pull works`, { skip }, async () => {
    scene.upstream.faults.add({ on: { host: 'registry', endpoint: 'manifest', method: 'GET' }, fault });
    const path = scene.manifestPath(repository);
    const read = await scene.client().get(path);
    assert.deepEqual([read.status, read.message], [502, `upstream docker.io answered with something unusable for ${repository}:latest: try again later`]);
    scene.upstream.faults.clear();
    const right = await eventually('the manifest comes', async () => {
      const again = await scene.client().get(path);
      return again.status === 200 && again;
    });
    assert.equal(right.headers['docker-content-digest'], right.digest);
  });
}
