// The cache through the API: shown, pruned, verified, and for nobody but who owns everything.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import type { CacheKeeper } from '../../src/admin/cache/cache.port.ts';
import { openInstallation } from './installation.ts';
import type { Reply, Send } from './installation.ts';
import { openCacheKeeper } from './open-cache-keeper.ts';

const waitMsMax = 20_000;
const dayMs = 86_400_000;
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

async function verifyToEnd(send: Send): Promise<Reply> {
  assert.equal((await send('POST', '/v2/cache/verify')).status, 202);
  for (const endMs = Date.now() + waitMsMax; ; ) {
    const reply = await send('GET', '/v2/cache/verify');
    if (reply.json.state !== 'running') return reply;
    assert.ok(Date.now() < endMs, 'the verification did not come to an end');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('the cache is shown with what it holds and how requests were answered', async (t) => {
  const cache = await openCacheKeeper(t);
  cache.put(Buffer.alloc(3000, 'a'), 1);
  cache.put(Buffer.alloc(500, 'b'), 1, manifestType);
  const { as } = await openInstallation(t, { withSecondOrganization: false, cache: cache.keeper });
  const owner = await as('owner');
  const report = {
    enabled: true,
    problem: null,
    folder: cache.folder,
    bytes: 3500,
    max_bytes: 10 * 2 ** 30,
    low_water_bytes: 9 * 2 ** 30,
    blobs: 1,
    manifests: 1,
    flights: 0,
    hits: 90,
    misses: 5,
    stale: 3,
    bypassed: 2,
    bytes_from_cache: 3 * 2 ** 30,
    bytes_from_upstream: 2 ** 30,
    since: '2026-11-21T12:00:00.000000Z',
  };
  assert.deepEqual((await owner('GET', '/v2/cache')).json, report);
  cache.room.failed(Object.assign(new Error('read-only'), { code: 'EROFS' }));
  const { json } = await owner('GET', '/v2/cache');
  assert.deepEqual(json, { ...report, problem: `${cache.folder} is on a disk that is read-only: look into the system's log, and mount it writable` });
});

test('a prune removes what it names, and nothing that is being read', async (t) => {
  const nowMs = Date.now();
  const cache = await openCacheKeeper(t, { now: () => nowMs });
  const { as } = await openInstallation(t, { withSecondOrganization: false, cache: cache.keeper });
  const owner = await as('owner');
  const prune = async (body: object) => (await owner('POST', '/v2/cache/prune', body)).json;
  const [old, read, young, last] = ([40, 40, 1, 0] as const).map((days, n) => cache.put(Buffer.alloc(1000, String(n)), nowMs - days * dayMs));
  const lease = cache.content.lease(read!);
  assert.deepEqual(await prune({ unused_for_seconds: (30 * dayMs) / 1000 }), { removed: 1, freed_bytes: 1000 });
  assert.deepEqual([old, read, young, last].map((digest) => existsSync(cache.fileOf(digest!))), [false, true, true, true]);
  assert.deepEqual(await prune({ max_size_bytes: 2500 }), { removed: 1, freed_bytes: 1000 });
  assert.deepEqual(await prune({ all: true }), { removed: 1, freed_bytes: 1000 });
  lease?.release();
  assert.deepEqual(await prune({ all: true }), { removed: 1, freed_bytes: 1000 });
  assert.equal((await owner('GET', '/v2/cache')).json.bytes, 0);
});

test('a prune that names nothing, or nonsense, removes nothing', async (t) => {
  const cache = await openCacheKeeper(t);
  cache.put(Buffer.from('kept'), 1);
  const { as } = await openInstallation(t, { withSecondOrganization: false, cache: cache.keeper });
  const owner = await as('owner');
  for (const body of [{}, { all: false }, { max_size_bytes: -1 }, { max_size_bytes: '1GiB' }, { unused_for_seconds: 0.5 }, { everything: true }, '']) {
    assert.equal((await owner('POST', '/v2/cache/prune', body)).status, 400, JSON.stringify(body));
  }
  assert.equal(cache.keeper.report().blobs, 1);
});

test('a verification is started, watched to its end, and lists what was wrong', async (t) => {
  const cache = await openCacheKeeper(t);
  const { as } = await openInstallation(t, { withSecondOrganization: false, cache: cache.keeper });
  const owner = await as('owner');
  const idle = { state: 'idle', checked: 0, total: 0, bytes: 0, total_bytes: 0, wrong_count: 0, wrong: [], failure: null, started_at: null, finished_at: null };
  assert.deepEqual((await owner('GET', '/v2/cache/verify')).json, idle);
  cache.put(Buffer.alloc(1000, 'good'), 1);
  const bad = cache.put(Buffer.alloc(1000, 'bad'), 1);
  writeFileSync(cache.fileOf(bad), Buffer.alloc(1000, 'evil'));
  const { json } = await verifyToEnd(owner);
  assert.deepEqual({ ...json, started_at: '', finished_at: '' }, { ...idle, state: 'done', checked: 2, total: 2, bytes: 2000, total_bytes: 2000, wrong_count: 1, wrong: [{ digest: bad, problem: 'wrong-bytes' }], started_at: '', finished_at: '' });
  assert.equal(existsSync(cache.fileOf(bad)), false);
  const again = (await verifyToEnd(owner)).json;
  assert.deepEqual([again.state, again.wrong_count, again.checked], ['done', 0, 1]);
});

test('a list of wrong content is cut, and its length is told', async (t) => {
  const wrong = Array.from({ length: 1500 }, (_, n) => ({ digest: `sha256:${String(n).padStart(64, '0')}`, problem: 'file-missing' as const }));
  const verification = { state: 'done', checked: 1500, total: 1500, bytes: 0, totalBytes: 0, wrong, startedAtMs: 1, finishedAtMs: 2 } as const;
  const keeper: CacheKeeper = { ...(await openCacheKeeper(t)).keeper, verifyState: () => verification };
  const { as } = await openInstallation(t, { withSecondOrganization: false, cache: keeper });
  const { json } = await (await as('owner'))('GET', '/v2/cache/verify');
  assert.deepEqual([json.wrong_count, json.wrong.length], [1500, 1000]);
});

test('while the cache is off the API says so', async (t) => {
  const { as } = await openInstallation(t, { withSecondOrganization: false });
  const owner = await as('owner');
  const { status, json } = await owner('GET', '/v2/cache');
  assert.deepEqual([status, json.enabled, json.folder, json.max_bytes], [200, false, null, 0]);
  for (const [method, path, body] of [['POST', '/v2/cache/prune', { all: true }], ['POST', '/v2/cache/verify', undefined], ['GET', '/v2/cache/verify', undefined]] as const) {
    const refused = await owner(method, path, body);
    assert.equal(refused.status, 409, path);
    assert.match(refused.json.detail, /^the cache is off: /);
  }
});

const operations = [['GET', '/v2/cache', undefined, 200], ['POST', '/v2/cache/prune', { all: true }, 200], ['POST', '/v2/cache/verify', undefined, 202], ['GET', '/v2/cache/verify', undefined, 200]] as const;

test('it is for whoever owns every organization of the installation', async (t) => {
  const cache = await openCacheKeeper(t);
  const alone = await openInstallation(t, { withSecondOrganization: false, cache: cache.keeper });
  for (const [method, path, body, permitted] of operations) {
    for (const [name, status] of [['owner', permitted], ['second-owner', permitted], ['editor', 403], ['developer', 403]] as const) {
      assert.equal((await (await alone.as(name))(method, path, body)).status, status, `${name} ${method} ${path}`);
    }
    assert.equal((await alone.anonymous(method, path, body)).status, 401);
  }
  const shared = await openInstallation(t, { cache: cache.keeper });
  for (const [method, path, body] of operations) {
    for (const name of ['owner', 'stranger']) {
      const { status, json } = await (await shared.as(name))(method, path, body);
      assert.deepEqual([status, json.detail], [403, 'only an owner of every organization of this installation may do this']);
    }
  }
});

test('a personal access token that may only read neither prunes nor starts a verification', async (t) => {
  const cache = await openCacheKeeper(t);
  const { withToken } = await openInstallation(t, { withSecondOrganization: false, cache: cache.keeper });
  const { send } = await withToken('owner', 'repo:read');
  assert.deepEqual(await Promise.all(operations.map(async ([method, path, body]) => (await send(method, path, body)).status)), [200, 403, 403, 200]);
});
