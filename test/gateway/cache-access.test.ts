// What is in the cache is read by whom upstream would serve it to, through the repository that has it, and by nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { credential, digestOf } from './foreign-registry.ts';
import type { Image } from './foreign-registry.ts';
import { startGate } from './gate.ts';
import type { Gate, GateOptions, Got, Person } from './gate.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

interface Stage {
  readonly gate: Gate;
  /** May read no private repository. */
  readonly outsider: Person;
  readonly get: (person: Person, path: string, method?: string) => Promise<Got>;
  /** What was asked of upstream since the last call, and on whose behalf. */
  readonly asked: () => readonly string[];
}

async function start(t: TestContext, options: GateOptions = { hasCredential: true }): Promise<Stage> {
  const gate = await startGate(options);
  t.after(() => gate.close());
  await gate.change((settings) => ({ ...settings, restrictedImages: { ...settings.restrictedImages, enabled: false } }));
  return {
    gate,
    outsider: await gate.addMember('paula', 'member', { scopes: ['repo:public_read'] }),
    get: (person, path, method = 'GET') => gate.get(path, { token: person.token, method }),
    asked: () => gate.hub.seen.splice(0).map(({ method, path, isAuthorized }) => `${isAuthorized ? 'gateway' : 'anonymous'} ${method} ${path}`),
  };
}

function contentOf(name: string, image: Image): readonly string[] {
  return [`/v2/${name}/manifests/latest`, `/v2/${name}/manifests/${image.digest}`, `/v2/${name}/blobs/${image.blob}`];
}

async function statuses({ get }: Stage, person: Person, paths: readonly string[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const path of paths) for (const method of ['HEAD', 'GET']) found.push((await get(person, path, method)).status);
  return found;
}

const each = (paths: readonly string[], status: number): readonly number[] => paths.flatMap(() => [status, status]);

test('a private repository that a member has pulled is not read by an outsider: not by tag, not by digest, not a blob', async (t) => {
  const stage = await start(t);
  const paths = contentOf('acme/secret', stage.gate.hub.add('acme/secret', 'latest', { isPrivate: true }));
  assert.deepEqual(await statuses(stage, stage.gate.member, paths), each(paths, 200));
  assert.deepEqual(await statuses(stage, stage.gate.member, paths), each(paths, 200));
  assert.deepEqual(await statuses(stage, stage.outsider, paths), each(paths, 401));
});

test('cached content is not read through a repository that does not have it', async (t) => {
  const stage = await start(t);
  const secret = stage.gate.hub.add('acme/secret', 'latest', { isPrivate: true });
  const open = stage.gate.hub.add('someuser/open', 'latest');
  await statuses(stage, stage.gate.member, contentOf('acme/secret', secret));
  await statuses(stage, stage.outsider, contentOf('someuser/open', open));
  for (const person of [stage.outsider, stage.gate.member, stage.gate.owner]) {
    const paths = [`/v2/someuser/open/manifests/${secret.digest}`, `/v2/someuser/open/blobs/${secret.blob}`];
    assert.deepEqual(await statuses(stage, person, paths), each(paths, 404));
  }
});

test('a manifest that names a private blob opens nothing, not even while upstream is away', async (t) => {
  const stage = await start(t);
  const { gate, outsider, get } = stage;
  const secret = gate.hub.add('acme/secret', 'latest', { isPrivate: true });
  await statuses(stage, gate.member, contentOf('acme/secret', secret));
  gate.hub.addManifest('someuser/thief', 'latest', [secret.blob, secret.digest]);
  assert.equal((await get(outsider, '/v2/someuser/thief/manifests/latest')).status, 200);
  const paths = [`/v2/someuser/thief/blobs/${secret.blob}`, `/v2/someuser/thief/manifests/${secret.digest}`];
  assert.deepEqual(await statuses(stage, outsider, paths), each(paths, 404));
  await gate.hub.close();
  gate.passTime(6 * secondMs);
  assert.equal((await get(outsider, '/v2/someuser/thief/manifests/latest')).status, 200);
  assert.deepEqual(await statuses(stage, outsider, paths), each(paths, 503));
});

test('a blob that is arriving through a private repository is not read through another one', async (t) => {
  const stage = await start(t);
  const { gate, outsider, get } = stage;
  const secret = gate.hub.add('acme/secret', 'latest', { isPrivate: true, layerBytes: 100_000 });
  gate.hub.addManifest('someuser/thief', 'latest', [secret.blob]);
  assert.equal((await get(outsider, '/v2/someuser/thief/manifests/latest')).status, 200);
  const finish = Promise.withResolvers<undefined>();
  gate.hub.misbehave(/GET .*acme\/secret\/blobs/, (_request, response) => {
    response.writeHead(200, { 'content-length': secret.blobBytes.length });
    response.write(secret.blobBytes.subarray(0, 50_000));
    void finish.promise.then(() => response.end(secret.blobBytes.subarray(50_000)));
  });
  const pulling = get(gate.member, `/v2/acme/secret/blobs/${secret.blob}`);
  while (!gate.hub.seen.some(({ path }) => path.includes('acme/secret/blobs'))) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(await statuses(stage, outsider, [`/v2/someuser/thief/blobs/${secret.blob}`]), [404, 404]);
  finish.resolve(undefined);
  assert.ok((await pulling).bytes.equals(secret.blobBytes));
});

test("a layer that public repositories share is read through each of them from the cache, and upstream's leave is asked where it is not public", async (t) => {
  const stage = await start(t);
  const { gate, outsider, get, asked } = stage;
  const base = gate.hub.add('someuser/base', 'latest');
  gate.hub.addManifest('someuser/app', 'latest', [base.blob]);
  await statuses(stage, outsider, contentOf('someuser/base', base));
  assert.equal((await get(outsider, '/v2/someuser/app/manifests/latest')).status, 200);
  asked();
  const shared = await get(outsider, `/v2/someuser/app/blobs/${base.blob}`);
  assert.deepEqual([shared.status, shared.headers.get('cache-status'), asked()], [200, 'pullgate; hit', []]);
  gate.hub.add('acme/copy', 'latest', { isPrivate: true });
  assert.equal((await get(gate.member, `/v2/acme/copy/blobs/${base.blob}`)).status, 404);
  assert.deepEqual(asked(), [`gateway HEAD /v2/acme/copy/blobs/${base.blob}`]);
});

test('a member that is removed reads nothing more of what it has pulled', async (t) => {
  const stage = await start(t);
  const { gate } = stage;
  const paths = contentOf('acme/secret', gate.hub.add('acme/secret', 'latest', { isPrivate: true }));
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 200));
  gate.elsewhere("DELETE FROM memberships WHERE organization = 'acme' AND user_id = ?", gate.member.id);
  await gate.settled();
  assert.deepEqual(new Set(await statuses(stage, gate.member, paths)), new Set([401]));
  assert.deepEqual(await statuses(stage, gate.owner, paths), each(paths, 200));
});

test("when the gateway's credentials are removed, nobody reads what was read with them, named or not", async (t) => {
  const stage = await start(t, {});
  const { gate, get } = stage;
  await gate.store.setUpstreamCredential('docker.io', credential, anAct());
  const secret = gate.hub.add('acme/secret', 'latest', { isPrivate: true });
  gate.hub.addManifest('someuser/thief', 'latest', [secret.blob]);
  const paths = contentOf('acme/secret', secret);
  const until = async (status: number): Promise<void> => {
    // Credentials are remembered for a second.
    for (const deadline = Date.now() + 10_000; (await get(gate.member, paths[0] ?? '')).status !== status; ) {
      assert.ok(Date.now() < deadline, `${String(status)} at last`);
      gate.passTime(10 * secondMs);
    }
  };
  await until(200);
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 200));
  await gate.store.removeUpstreamCredential('docker.io', anAct());
  await until(401);
  gate.passTime(2 * secondMs);
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 401));
  assert.equal((await get(gate.member, '/v2/someuser/thief/manifests/latest')).status, 200);
  assert.deepEqual(await statuses(stage, gate.member, [`/v2/someuser/thief/blobs/${secret.blob}`]), [404, 404]);
});

test('a repository that has become private upstream is closed to outsiders within five minutes, on every endpoint, and open to members', async (t) => {
  const stage = await start(t);
  const { gate, outsider, get } = stage;
  const image = gate.hub.add('acme/app', 'latest');
  const paths = contentOf('acme/app', image);
  assert.deepEqual(await statuses(stage, outsider, paths), each(paths, 200));
  gate.hub.setPrivate('acme/app', true);
  gate.passTime(5 * minuteMs);
  assert.deepEqual(await statuses(stage, outsider, paths.toReversed()), each(paths, 401));
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 200));
  assert.deepEqual(await statuses(stage, outsider, paths), each(paths, 401));
  // What was public once does not lend its content to others any more.
  gate.hub.addManifest('someuser/thief', 'latest', [image.blob]);
  assert.equal((await get(outsider, '/v2/someuser/thief/manifests/latest')).status, 200);
  assert.equal((await get(outsider, `/v2/someuser/thief/blobs/${image.blob}`)).status, 404);
});

test('what members fetch of a repository that has become private does not pass for public by its old proof', async (t) => {
  const stage = await start(t);
  const { gate, outsider, get } = stage;
  await statuses(stage, outsider, contentOf('acme/app', gate.hub.add('acme/app', 'latest')));
  gate.hub.setPrivate('acme/app', true);
  gate.passTime(6 * minuteMs);
  const secret = gate.hub.add('acme/app', 'next', { isPrivate: true });
  assert.deepEqual(await statuses(stage, gate.member, ['/v2/acme/app/manifests/next', `/v2/acme/app/blobs/${secret.blob}`]), [200, 200, 200, 200]);
  gate.hub.addManifest('someuser/thief', 'latest', [secret.blob]);
  assert.equal((await get(outsider, '/v2/someuser/thief/manifests/latest')).status, 200);
  assert.deepEqual(await statuses(stage, outsider, [`/v2/someuser/thief/blobs/${secret.blob}`]), [404, 404]);
});

test('without credentials a repository that has become private is closed once a tag of it has been asked again', async (t) => {
  const stage = await start(t, {});
  const { gate, get } = stage;
  const paths = contentOf('acme/app', gate.hub.add('acme/app', 'latest'));
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 200));
  gate.hub.setPrivate('acme/app', true);
  gate.passTime(2 * minuteMs);
  assert.equal((await get(gate.member, paths[0] ?? '')).status, 401);
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 401));
});

test('a tag that is not there refutes no proof: what is public stays open while upstream is away', async (t) => {
  const stage = await start(t, {});
  const { gate, get } = stage;
  const paths = contentOf('someuser/open', gate.hub.add('someuser/open', 'latest'));
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 200));
  assert.equal((await get(gate.member, '/v2/someuser/open/manifests/nothing')).status, 404);
  await gate.hub.close();
  gate.passTime(2 * minuteMs);
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 200));
});

test('a public repository is proven again by one anonymous HEAD when its proof is old, and served from the cache', async (t) => {
  const stage = await start(t);
  const { gate, outsider, get, asked } = stage;
  const image = gate.hub.add('someuser/open', 'latest');
  await statuses(stage, outsider, contentOf('someuser/open', image));
  for (const path of [`/v2/someuser/open/blobs/${image.blob}`, `/v2/someuser/open/manifests/${image.digest}`, '/v2/someuser/open/manifests/latest']) {
    gate.passTime(6 * minuteMs);
    asked();
    const got = await get(outsider, path);
    assert.deepEqual([got.status, got.headers.get('cache-status')], [200, 'pullgate; hit'], path);
    assert.deepEqual(asked(), [`anonymous HEAD /v2/someuser/open/manifests/${path.endsWith('latest') ? 'latest' : image.digest}`]);
  }
});

for (const trouble of ['away', 'limiting pulls'] as const) {
  test(`while upstream is ${trouble} an old proof counts, for as long as stale content is served`, async (t) => {
    const stage = await start(t);
    const { gate, outsider } = stage;
    const image = gate.hub.add('someuser/open', 'latest');
    const paths = contentOf('someuser/open', image);
    await statuses(stage, outsider, paths);
    if (trouble === 'away') await gate.hub.close();
    else gate.hub.misbehave(/./, (_request, response) => void response.writeHead(429).end());
    gate.passTime(6 * 24 * 60 * minuteMs);
    assert.deepEqual(await statuses(stage, outsider, paths), each(paths, 200));
    gate.passTime(2 * 24 * 60 * minuteMs);
    assert.deepEqual(new Set(await statuses(stage, outsider, paths)), new Set([trouble === 'away' ? 503 : 429]));
  });
}

test('a repository that nobody has proven public is not open while upstream is away, whatever members have pulled of it', async (t) => {
  const stage = await start(t);
  const { gate, outsider } = stage;
  const paths = contentOf('acme/app', gate.hub.add('acme/app', 'latest'));
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 200));
  await gate.hub.close();
  gate.passTime(2 * minuteMs);
  assert.deepEqual(await statuses(stage, outsider, paths), each(paths, 503));
  assert.deepEqual(await statuses(stage, gate.member, paths), each(paths, 200));
});

test('the same digest under two repositories is fetched once, and the second one only after upstream has granted it', async (t) => {
  const { gate, outsider, get, asked } = await start(t);
  const one = gate.hub.add('someuser/one', 'latest');
  gate.hub.addManifest('someuser/two', 'latest', [one.blob]);
  await get(outsider, `/v2/someuser/one/blobs/${one.blob}`);
  asked();
  // Neither is proven public: no manifest was asked for.
  assert.equal((await get(outsider, `/v2/someuser/two/blobs/${one.blob}`)).status, 404);
  assert.deepEqual(asked(), [`anonymous HEAD /v2/someuser/two/blobs/${one.blob}`]);
  assert.equal(digestOf((await get(outsider, `/v2/someuser/one/blobs/${one.blob}`)).bytes), one.blob);
  assert.deepEqual(asked(), [`anonymous HEAD /v2/someuser/one/blobs/${one.blob}`]);
});
