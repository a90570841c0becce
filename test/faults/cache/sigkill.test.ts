// Killed at random points of 200 pulls, a worker or the whole: what was answered was right, every file in place is whole, and the next pull works.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { obstacle } from '../../clients/tool.ts';
import { upstreamObstacle } from '../../upstream/start.ts';
import { checkContent, eventually, incomingFiles, startScene } from './scene.ts';
import type { Scene } from './scene.ts';

const KiB = 1024;
const skip = obstacle(upstreamObstacle());
const pulls = 200;
const lanes = 8;
const pullsPerRound = 10;
const repositories = ['library/nginx', 'library/alpine', 'someuser/custom-image', 'grafana/grafana', 'linuxserver/heimdall', 'acme/app'];

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
function createRandom(t: TestContext): () => number {
  const seed = Number(process.env['PULLGATE_TEST_SEED'] ?? crypto.getRandomValues(new Uint32Array(1))[0]);
  t.diagnostic(`PULLGATE_TEST_SEED=${seed}`);
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Manifest, configuration and layers of one image. False where a connection broke or an error was told; wrong bytes fail the test. */
async function pull(scene: Scene, repository: string): Promise<boolean> {
  const client = scene.client();
  const read = async (path: string, digest: string | undefined): Promise<Buffer | undefined> => {
    const found = await client.get(path).catch(() => undefined);
    if (found?.status !== 200 || !found.isWhole) return undefined;
    assert.equal(found.digest, digest ?? found.headers['docker-content-digest'], path);
    return found.bytes;
  };
  const manifest = await read(scene.manifestPath(repository), undefined);
  if (manifest === undefined) return false;
  const { config, layers } = JSON.parse(manifest.toString()) as { readonly config: { readonly digest: string }; readonly layers: readonly { readonly digest: string }[] };
  const blobs = await Promise.all([config, ...layers].map(({ digest }) => read(scene.blobPath(repository, digest), digest)));
  return blobs.every((blob) => blob !== undefined);
}

/** Of a whole test. */
interface Tally {
  begun: number;
  /** Whole and right. */
  right: number;
}

interface Load {
  readonly random: () => number;
  readonly tally: Tally;
  /** Told before each pull, which waits for it. */
  readonly onPull?: () => Promise<void> | void;
  readonly isOver: () => boolean;
}

/** Pulls random images in several lanes; now and then all is to be fetched again. */
async function load(scene: Scene, { random, tally, onPull, isOver }: Load): Promise<void> {
  const lane = async (): Promise<void> => {
    while (!isOver()) {
      tally.begun += 1;
      await onPull?.();
      // The gateway may be gone by now.
      if (tally.begun % pullsPerRound === 0) await scene.forgetContent().catch(() => undefined);
      if (await pull(scene, repositories[Math.floor(random() * repositories.length)] ?? 'library/nginx')) tally.right += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function assertWhole(scene: Scene): Promise<void> {
  for (const repository of repositories) await eventually(`${repository} pulls`, () => pull(scene, repository));
  const { files, wrong } = await checkContent(scene.cacheFolder);
  assert.deepEqual(wrong, []);
  assert.ok(files > repositories.length, `${files} files are in place`);
  const verified = await scene.verify();
  assert.deepEqual([verified.state, verified.wrong_count], ['done', 0], JSON.stringify(verified));
}

/** The places in the run at which something is killed, in order. */
function killsOf(random: () => number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Math.floor((pulls * (index + random())) / count)).map((at) => Math.max(at, lanes));
}

test('the whole gateway, killed at random points of 200 pulls', { skip, timeout: 120_000 }, async (t) => {
  const random = createRandom(t);
  const scene = await startScene();
  t.after(() => scene.close());
  // Blobs that take a while are more often caught in the middle.
  scene.upstream.faults.add({ on: { host: 'cdn' }, fault: { kind: 'slow', bytes: 128 * KiB, everyMs: 5 } });
  const tally = { begun: 0, right: 0 };
  const kills = 4;
  let caught = 0;
  for (const at of killsOf(random, kills)) {
    const { promise: isTime, resolve: kill } = Promise.withResolvers<undefined>();
    let isOver = false;
    const onPull = (): void => {
      if (tally.begun >= at) kill(undefined);
    };
    const loads = load(scene, { random, tally, onPull, isOver: () => isOver || tally.begun >= pulls });
    await Promise.race([isTime, loads]);
    isOver = true;
    await scene.gateway().kill();
    await loads;
    assert.deepEqual((await checkContent(scene.cacheFolder)).wrong, []);
    caught += (await incomingFiles(scene.cacheFolder)).length;
    await scene.restartGateway();
  }
  await load(scene, { random, tally, isOver: () => tally.begun >= pulls });
  t.diagnostic(`${caught} blobs were caught in the middle`);
  assert.ok(tally.right >= pulls - kills * lanes, `${tally.right} pulls of ${pulls} were right`);
  await assertWhole(scene);
  // Nothing is left of what was being written, and nothing had to be cleaned by hand.
  await scene.gateway().stop();
  assert.deepEqual(await incomingFiles(scene.cacheFolder), []);
});

/** The processes that a process has started itself. */
function childrenOf(processId: number): readonly number[] {
  return readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8').split(' ').filter((text) => text !== '').map(Number);
}

test('workers, killed at random points of 200 pulls, are replaced', { skip: skip === false && process.platform !== 'linux' ? 'reads /proc' : skip, timeout: 120_000 }, async (t) => {
  const random = createRandom(t);
  const scene = await startScene({ flags: ['--workers', '2'], env: { PULLGATE_LOG_LEVEL: 'debug' } });
  t.after(() => scene.close());
  scene.upstream.faults.add({ on: { host: 'cdn' }, fault: { kind: 'slow', bytes: 128 * KiB, everyMs: 5 } });
  const primary = scene.gateway().processId;
  const workers = (): readonly number[] => childrenOf(primary);
  const killed: number[] = [];
  const tally = { begun: 0, right: 0 };
  const kills = [...killsOf(random, 4)];
  const due = kills.length;
  const ups = (): number => scene.gateway().output().split('a worker process is up').length - 1;
  const onPull = async (): Promise<void> => {
    if (tally.begun < (kills[0] ?? Number.POSITIVE_INFINITY)) return;
    kills.shift();
    // One at a time: the other has to answer meanwhile.
    await eventually('both workers are up', () => ups() === 2 + killed.length);
    const alive = workers();
    const victim = alive[Math.floor(random() * alive.length)] ?? assert.fail('no worker is alive');
    killed.push(victim);
    process.kill(victim, 'SIGKILL');
  };
  await load(scene, { random, tally, onPull, isOver: () => tally.begun >= pulls && killed.length === due });
  // A kill takes those with it that were being answered, and no others.
  assert.ok(tally.right >= tally.begun - due * lanes, `${tally.right} pulls of ${tally.begun} were right`);
  await eventually('there are two workers again', () => workers().length === 2 && workers().every((worker) => !killed.includes(worker)));
  assert.equal(new Set(killed).size, killed.length);
  await assertWhole(scene);
  assert.equal(await scene.gateway().stop(), 0);
});
