// A disk that is full or read-only: caching goes, pulls stay; where records cannot be kept, pulls are refused in clear words until they can.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { obstacle } from '../../clients/tool.ts';
import { mustRun, run } from '../../upstream/command.ts';
import { upstreamObstacle } from '../../upstream/start.ts';
import { checkContent, eventually, startScene } from './scene.ts';
import type { Scene, SceneOptions } from './scene.ts';

const MiB = 1024 * 1024;
const skip = obstacle(upstreamObstacle() ?? (process.platform === 'linux' && process.getuid?.() === 0 ? undefined : 'a small disk is mounted for this: run the tests as root on Linux'));

interface Disk {
  readonly folder: string;
  /** Takes everything but this. */
  fill(leftBytes: number): Promise<void>;
  /** No further file can be made. */
  takeAllInodes(): Promise<void>;
  /** Takes away what `fill` and `takeAllInodes` left. */
  clear(): Promise<void>;
  /** From now on whatever is opened on it is read-only; a disk cannot be made so while files on it are being written. */
  makeReadOnly(): Promise<void>;
  makeWritable(): Promise<void>;
}

/** A disk of its own in memory, which takes no more of it than is written. */
async function mountDisk(closers: AsyncDisposableStack, { sizeBytes, inodes }: { readonly sizeBytes: number; readonly inodes: number }): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-disk-'));
  await mustRun('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes},nr_inodes=${inodes}`, 'tmpfs', folder]);
  closers.defer(async () => {
    // Both mounts, where a test has failed in between.
    while ((await run('mountpoint', ['--quiet', folder])).status === 0) await mustRun('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  const filling = join(folder, 'filling');
  return {
    folder,
    async fill(leftBytes) {
      await mkdir(filling, { recursive: true });
      const free = Number((await mustRun('stat', ['--file-system', '--format', '%a', folder])).trim()) * Number((await mustRun('stat', ['--file-system', '--format', '%S', folder])).trim());
      await mustRun('fallocate', ['--length', String(free - leftBytes), join(filling, 'bytes')]);
    },
    async takeAllInodes() {
      await mkdir(filling, { recursive: true });
      for (let files = 0; files <= inodes; files += 1) {
        const isFull = await writeFile(join(filling, String(files)), '').then(() => false, () => true);
        if (isFull) return;
      }
    },
    clear: () => rm(filling, { recursive: true, force: true }),
    async makeReadOnly() {
      await mustRun('mount', ['--bind', folder, folder]);
      await mustRun('mount', ['-o', 'remount,bind,ro', folder]);
    },
    async makeWritable() {
      await mustRun('umount', ['--lazy', folder]);
    },
  };
}

async function sceneOn(closers: AsyncDisposableStack, options: SceneOptions): Promise<Scene> {
  const scene = await startScene(options);
  closers.defer(() => scene.close());
  return scene;
}

/** Closed when the test is over, the last first: a gateway before the disk that it writes to. */
function closersOf(t: TestContext): AsyncDisposableStack {
  const closers = new AsyncDisposableStack();
  t.after(() => closers.disposeAsync());
  return closers;
}

/** The layer comes whole and right, whatever becomes of the cache. */
async function pullRight(scene: Scene, repository: string): Promise<string | undefined> {
  const layer = scene.layerOf(repository);
  const manifest = await scene.client().get(scene.manifestPath(repository));
  assert.deepEqual([manifest.status, manifest.headers['docker-content-digest']], [200, manifest.digest], manifest.message);
  const read = await scene.client().get(scene.blobPath(repository, layer.digest));
  assert.deepEqual([read.status, read.isWhole, read.digest], [200, true, layer.digest], read.message);
  return read.headers['cache-status'] as string | undefined;
}

const offLines = (scene: Scene): number => scene.gateway().output().split('the cache is off, and pulls go on from upstream').length - 1;

test('a disk that runs out of room, or of files, turns the cache off with one line in the log; pulls go on, and so does the cache when there is room', { skip }, async (t) => {
  const closers = closersOf(t);
  const disk = await mountDisk(closers, { sizeBytes: 320 * MiB, inodes: 5000 });
  const scene = await sceneOn(closers, { env: { PULLGATE_CACHE_FOLDER: join(disk.folder, 'cache') } });
  await pullRight(scene, 'library/nginx');
  assert.equal(await eventually('the cache answers', async () => (await pullRight(scene, 'library/nginx')) === 'pullgate; hit'), true);

  await disk.takeAllInodes();
  await pullRight(scene, 'someuser/custom-image');
  await pullRight(scene, 'someuser/custom-image');
  const report = await scene.report();
  assert.match(report.problem ?? '', /is full: make room there, or set cache\.max_size lower$/);
  assert.equal(offLines(scene), 1);
  // What is cached is still served.
  assert.equal(await pullRight(scene, 'library/nginx'), 'pullgate; hit');

  await disk.clear();
  await scene.restartGateway();
  await pullRight(scene, 'someuser/custom-image');
  await eventually('the cache keeps content again', async () => (await pullRight(scene, 'someuser/custom-image')) === 'pullgate; hit');

  await disk.fill(200 * MiB);
  await eventually('the disk counts as full', async () => {
    await pullRight(scene, 'grafana/grafana');
    return (await scene.report()).problem !== null;
  });
  assert.match((await scene.report()).problem ?? '', /^only \d+ MiB are free on the disk of .*, and 256 MiB must stay free: make room there, or set cache\.max_size lower$/);
  assert.deepEqual((await checkContent(join(disk.folder, 'cache'))).wrong, []);
});

test('a cache folder that is read-only is not written to, and pulls go on', { skip }, async (t) => {
  const closers = closersOf(t);
  const disk = await mountDisk(closers, { sizeBytes: 320 * MiB, inodes: 5000 });
  const scene = await sceneOn(closers, { env: { PULLGATE_CACHE_FOLDER: join(disk.folder, 'cache') } });
  await pullRight(scene, 'library/nginx');
  await disk.makeReadOnly();
  await pullRight(scene, 'someuser/custom-image');
  await pullRight(scene, 'library/nginx');
  const report = await scene.report();
  assert.match(report.problem ?? '', /read-only/);
  assert.equal(offLines(scene), 1);
  await disk.makeWritable();
  await scene.restartGateway();
  await pullRight(scene, 'someuser/custom-image');
  await eventually('the cache keeps content again', async () => (await pullRight(scene, 'someuser/custom-image')) === 'pullgate; hit');
});

test('a data folder that is read-only: every pull is right or refused in clear words, so is a start, and all works again when it is writable', { skip }, async (t) => {
  const closers = closersOf(t);
  const disk = await mountDisk(closers, { sizeBytes: 320 * MiB, inodes: 5000 });
  const data = join(disk.folder, 'data');
  await mkdir(data);
  const cache = await mkdtemp(join(tmpdir(), 'pullgate-cache-'));
  closers.defer(() => rm(cache, { recursive: true, force: true }));
  const scene = await sceneOn(closers, { data, env: { PULLGATE_CACHE_FOLDER: cache } });
  await pullRight(scene, 'library/nginx');
  const layer = scene.layerOf('library/nginx');
  await disk.makeReadOnly();
  for (let pulls = 0; pulls < 20; pulls += 1) {
    const read = await scene.client().get(scene.blobPath('library/nginx', layer.digest));
    if (read.status === 200) assert.deepEqual([read.isWhole, read.digest], [true, layer.digest]);
    else assert.match(`${String(read.status)} ${read.message}`, /^50[03] .*pullgate/);
  }
  await scene.gateway().stop();
  await assert.rejects(scene.restartGateway(), /the database .* cannot be opened: make the data folder, and let the user that runs pullgate write there/);
  await disk.makeWritable();
  await scene.restartGateway();
  assert.equal(await pullRight(scene, 'library/nginx'), 'pullgate; hit');
});
