// An upstream of 1 kB/s, or one that says nothing: nobody else waits for it.
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { after, afterEach, before, test } from 'node:test';
import { obstacle } from '../../clients/tool.ts';
import { upstreamObstacle } from '../../upstream/start.ts';
import { eventually, startScene } from './scene.ts';
import type { Scene } from './scene.ts';

const skip = obstacle(upstreamObstacle());
let scene: Scene;

before(async () => {
  if (skip === false) scene = await startScene({ upstreamSettings: ['response_timeout_seconds: 4'] });
});
after(async () => {
  if (skip === false) await scene.close();
});
afterEach(() => {
  if (skip === false) scene.upstream.faults.clear();
});

const firstBytes = (response: IncomingMessage): Promise<Buffer> => new Promise((resolve) => response.once('data', resolve));

test('a blob that comes with 1 kB/s is read as it comes, by all its readers, and holds nobody else up', { skip }, async () => {
  const slow = scene.layerOf('library/nginx');
  scene.upstream.faults.add({ on: { host: 'cdn' }, digest: slow.digest, fault: { kind: 'slow', bytes: 100, everyMs: 100 } });
  const readers = await Promise.all([1, 2, 3].map(() => scene.client().open(scene.blobPath('library/nginx', slow.digest))));
  // At this pace the whole would take half an hour.
  for (const piece of await Promise.all(readers.map(firstBytes))) assert.ok(piece.length > 0 && piece.length < slow.size / 10);
  const other = scene.layerOf('someuser/custom-image');
  const read = await scene.client().get(scene.blobPath('someuser/custom-image', other.digest));
  assert.deepEqual([read.status, read.isWhole, read.digest], [200, true, other.digest]);
  for (const reader of readers) assert.equal(reader.closed, false);
  assert.equal(scene.upstream.requests.of({ host: 'cdn', method: 'GET' }).filter(({ url }) => url.includes(slow.digest.slice('sha256:'.length))).length, 1);
  // Who hangs up does not end it for the others.
  readers[0]?.destroy();
  await Promise.all(readers.slice(1).map(firstBytes));
  for (const reader of readers) reader.destroy();
});

test('a tag that upstream does not confirm in time is served as last known, and confirmed when upstream is quick again', { skip }, async () => {
  const path = scene.manifestPath('library/nginx');
  const known = await scene.client().get(path);
  assert.equal(known.status, 200);
  scene.upstream.faults.add({ on: { host: 'registry' }, fault: { kind: 'silence' } });
  const stale = await eventually('the tag is served stale', async () => {
    const read = await scene.client().get(path);
    return String(read.headers['cache-status']).includes('ttl=-') && read;
  });
  assert.deepEqual([stale.status, stale.digest], [200, known.digest]);
  assert.match(String(stale.headers['cache-status']), /detail=timeout$/);
  scene.upstream.faults.clear();
  await eventually('the tag is confirmed again', async () => (await scene.client().get(path)).headers['cache-status'] === 'pullgate; hit');
});

test('a slow blob that nobody reads any more does not keep the gateway from stopping', { skip }, async () => {
  const slow = scene.layerOf('grafana/grafana');
  scene.upstream.faults.add({ on: { host: 'cdn' }, digest: slow.digest, fault: { kind: 'slow', bytes: 100, everyMs: 100 } });
  const reader = await scene.client().open(scene.blobPath('grafana/grafana', slow.digest));
  reader.on('error', () => undefined);
  await firstBytes(reader);
  reader.destroy();
  assert.equal(await scene.gateway().stop(), 0);
});
