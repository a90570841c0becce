// What the command line shows of the cache and of the registries behind it.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { openCacheKeeper } from '../admin/open-cache-keeper.ts';
import { serveInstallation } from './serve-installation.ts';

const alone = { withSecondOrganization: false } as const;

test('cache show is a page to read', async (t) => {
  const cache = await openCacheKeeper(t);
  cache.put(Buffer.alloc(5 * 2 ** 20), 1);
  const { cli } = await serveInstallation(t, { ...alone, cache: cache.keeper });
  const { code, stdout, stderr } = await cli.run(['cache', 'show']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.deepEqual(stdout.split('\n'), [
    'Cache     on',
    `Folder    ${cache.folder}`,
    'Holds     5.0 MiB of at most 10.0 GiB (0 %)',
    'Content   1 blob, 0 manifests',
    'Answered  93 % from the cache: 90 hits, 3 stale, 5 fetched, 2 not kept',
    'Bytes     3.0 GiB sent from the cache, 1.0 GiB fetched upstream',
    'Since     2026-11-21 12:00:00Z',
    '',
  ]);
  const { max_bytes: maxBytes } = JSON.parse((await cli.run(['cache', 'show', '--json'])).stdout) as { readonly max_bytes: number };
  assert.equal(maxBytes, 10 * 2 ** 30);
});

test('a cache that cannot be written says why and what to do', async (t) => {
  const cache = await openCacheKeeper(t);
  cache.room.failed(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  const { cli } = await serveInstallation(t, { ...alone, cache: cache.keeper });
  assert.match((await cli.run(['cache', 'show'])).stdout, /^Cache {5}off: the disk of .* is full: make room there, or set cache\.max_size lower\. The next pulls try again\n/);
});

test('while the cache is off every command says so', async (t) => {
  const { cli } = await serveInstallation(t, alone);
  assert.match((await cli.run(['cache', 'show'])).stdout, /^The cache is off, and every pull goes to upstream: /);
  for (const words of [['verify'], ['prune', '--all', '--yes']]) {
    const { code, stderr } = await cli.run(['cache', ...words]);
    assert.equal(code, 2);
    assert.match(stderr, /^pullgate: the cache is off: .*\n$/);
  }
});

test('cache verify waits for the end, lists what was wrong, and ends with 1 only then', async (t) => {
  const cache = await openCacheKeeper(t);
  const { cli } = await serveInstallation(t, { ...alone, cache: cache.keeper });
  assert.deepEqual(await cli.run(['cache', 'verify']), { code: 0, stdout: 'The cache is empty.\n', stderr: '' });
  cache.put(Buffer.alloc(2 * 2 ** 20), 1);
  const bad = cache.put(Buffer.from('right'), 1);
  assert.deepEqual(await cli.run(['cache', 'verify']), { code: 0, stdout: 'All is whole: 2 blobs and manifests, 2.0 MiB.\n', stderr: '' });
  writeFileSync(cache.fileOf(bad), 'wrong');
  const { code, stdout, stderr } = await cli.run(['cache', 'verify']);
  assert.deepEqual([code, stderr], [1, '']);
  assert.deepEqual(stdout.split('\n'), [
    `DIGEST${' '.repeat(67)}WHAT`,
    `${bad}  had wrong bytes: removed`,
    '',
    '1 wrong, and mended, of 2 blobs and manifests, 2.0 MiB. What was removed is fetched again when it is asked for.',
    '',
  ]);
  assert.equal(existsSync(cache.fileOf(bad)), false);
  const { state, wrong_count: wrong } = JSON.parse((await cli.run(['cache', 'verify', '--json'])).stdout) as { readonly state: string; readonly wrong_count: number };
  assert.deepEqual([state, wrong], ['done', 0]);
});

test('a verification that outlives the sign-in is watched to its end', async (t) => {
  const cache = await openCacheKeeper(t);
  let asked = 0;
  const running = { state: 'running', checked: 1, total: 2, bytes: 1, totalBytes: 2, wrong: [], startedAtMs: 1 } as const;
  const { cli, clock } = await serveInstallation(t, {
    ...alone,
    cache: {
      ...cache.keeper,
      startVerify: () => running,
      verifyState: () => {
        asked += 1;
        clock.nowMs += 20 * 60_000;
        return asked < 3 ? running : { ...running, state: 'done', checked: 2, bytes: 2 };
      },
    },
  });
  assert.deepEqual(await cli.run(['cache', 'verify']), { code: 0, stdout: 'All is whole: 2 blobs and manifests, 2 B.\n', stderr: '' });
});

test('a verification that fails says why', async (t) => {
  const cache = await openCacheKeeper(t);
  const failed = { state: 'failed', checked: 0, total: 2, bytes: 0, totalBytes: 2, wrong: [], failure: 'EACCES: permission denied' } as const;
  const { cli } = await serveInstallation(t, { ...alone, cache: { ...cache.keeper, startVerify: () => failed } });
  assert.deepEqual(await cli.run(['cache', 'verify']), { code: 2, stdout: '', stderr: 'pullgate: the verification came to no end: EACCES: permission denied: start it again\n' });
});

test('cache prune removes what it is told to, and asks twice before everything', async (t) => {
  const cache = await openCacheKeeper(t);
  const { cli } = await serveInstallation(t, { ...alone, cache: cache.keeper });
  cache.put(Buffer.alloc(1000, 'old'), 1);
  for (const text of ['a', 'b', 'c']) cache.put(Buffer.alloc(2000, text), Date.now());
  const prune = async (...words: readonly string[]) => (await cli.run(['cache', 'prune', ...words])).stdout;
  assert.equal(await prune('--unused-for', '30d'), 'Removed 1 blob or manifest from the cache: 1000 B.\n');
  assert.equal(await prune('--to', '3KB'), 'Removed 2 blobs and manifests from the cache: 3.9 KiB.\n');
  assert.match(await prune('--to', '1GiB'), /^Nothing was removed/);
  for (const [words, stderr] of [
    [[], /^pullgate: say what goes: /],
    [['--all'], /^pullgate: --all empties the cache, .* add --yes/],
    [['--all', '--yes', '--to', '1GiB'], /^pullgate: option '--all' cannot be used with option '--to <size>'/],
    [['--to', 'much'], /write a size such as/],
    [['--unused-for', '2026-01-01'], /write a duration such as 12h, 30d or 8w/],
  ] as const) {
    const ended = await cli.run(['cache', 'prune', ...words]);
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, stderr);
  }
  assert.deepEqual(JSON.parse(await prune('--all', '--yes', '--json')), { removed: 1, freed_bytes: 2000 });
});

test('upstream list shows as whom each registry is asked, and the pulls left', async (t) => {
  const atMs = Date.UTC(2026, 10, 21, 12);
  const { cli } = await serveInstallation(t, {
    ...alone,
    describeUpstreams: () =>
      Promise.resolve([
        { registry: 'docker.io', address: 'https://registry-1.docker.io', delivery: 'cache', credential: { origin: 'configured', username: 'bot' }, rateLimit: { limit: 200, remaining: 76, windowSeconds: 21_600, atMs } },
        { registry: 'ghcr.io', address: 'https://ghcr.io', delivery: 'redirect' },
        { registry: 'quay.io', address: 'https://quay.io', delivery: 'stream', rateLimit: { remaining: 3, windowSeconds: 90, atMs } },
      ]),
  });
  await cli.run(['upstream', 'login', 'docker.io', 'acmebot'], { input: 'upstream-secret\n' });
  const { stdout } = await cli.run(['upstream', 'list']);
  assert.deepEqual(stdout.split('\n').map((line) => line.split(/ {2,}/)), [
    ['REGISTRY', 'SIGNS IN AS', 'BLOBS', 'PULLS LEFT', 'AS OF', 'ADDRESS'],
    ['docker.io', 'bot (configured)', 'cache', '76 of 200 in 6 h', '2026-11-21 12:00:00Z', 'https://registry-1.docker.io'],
    ['ghcr.io', 'anonymous', 'redirect', 'not told', '-', 'https://ghcr.io'],
    ['quay.io', 'anonymous', 'stream', '3 in 90 s', '2026-11-21 12:00:00Z', 'https://quay.io'],
    [''],
  ]);
});
