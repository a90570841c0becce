// The outside world of the tests is what a machine without a gateway sees: each client pulls there under the image's own name.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startUpstream, upstreamObstacle } from '../upstream/start.ts';
import { outsideWorldObstacle, startOutsideWorld } from './outside-world.ts';
import { obstacle, requireTools } from './tool.ts';

const reasons = [obstacle(upstreamObstacle()), outsideWorldObstacle(), requireTools('skopeo')].filter((reason) => reason !== false);
const skip = reasons.length === 0 ? false : reasons.join('; ');

test('a client inside reaches docker.io and ghcr.io under their own names, trusted, unless they are blocked', { skip }, async (t) => {
  const upstream = await startUpstream();
  t.after(() => upstream.stop());
  const world = await startOutsideWorld({ 'docker.io': upstream, 'ghcr.io': upstream });
  t.after(() => world.close());
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-outside-copy-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const copy = (image: string) => world.run('skopeo', ['--insecure-policy', 'copy', `docker://${image}`, `dir:${folder}`], { timeoutMs: 60_000 });

  for (const [image, host] of [['nginx', 'registry-1.docker.io'], ['ghcr.io/someuser/custom-image', 'ghcr.io']] as const) {
    world.clear();
    const pulled = await copy(image);
    assert.equal(pulled.status, 0, pulled.stderr);
    assert.ok(world.reached.some((request) => request.host === host && request.path.includes('/manifests/')), host);
    assert.ok(world.reached.some((request) => request.path.endsWith('/token')));
  }
  await world.block();
  world.clear();
  assert.match((await copy('nginx')).stderr, /connection refused/);
  assert.deepEqual(world.reached, []);
  await world.unblock();
  assert.equal((await copy('nginx')).status, 0);
  assert.match((await copy('quay.io/owner/image')).stderr, /no such host|no suitable address/);
});
