// Developers keep their Docker ID: upstream proves who they are, and decides what each of them reads.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { clientObstacle } from '../clients/stage.ts';
import { organization } from '../gateway-process.ts';
import { robot } from '../upstream/recipe.ts';
import { anne, ask, askToken, mike, privateRepository, startScene, stranger } from './scene.ts';

const skip = clientObstacle('skopeo');
const manifestOf = (repository: string, reference = 'latest'): string => `/v2/${repository}/manifests/${reference}`;

// At the same time: an upstream that is silent is waited for.
describe('a Docker ID', { concurrency: 2 }, () => {
  for (const workers of ['1', '2']) test(`with ${workers} worker(s)`, { skip }, (t) => signsIn(t, workers));
});

async function signsIn(t: TestContext, workers: string): Promise<void> {
  const scene = await startScene({ flags: ['--workers', workers] });
  t.after(() => scene.close());
  const { jane } = scene;
  const tokenOf = async (person: { username: string; password: string }, repository?: string): Promise<string> => {
    const { status, token, message } = await askToken(scene, person, repository);
    assert.equal(status, 200, message ?? 'a token');
    return token ?? assert.fail('no token');
  };

  await t.test('a sign-in without a scope, as docker login asks, is proven upstream', async () => {
    for (const person of [jane, mike, { ...mike, username: 'MIKE' }]) {
      const { status, token, refreshToken, expiresInSeconds } = await askToken(scene, person);
      assert.equal(status, 200);
      assert.equal(refreshToken, undefined);
      assert.ok((expiresInSeconds ?? 0) > 0 && (expiresInSeconds ?? 0) <= 300);
      assert.equal((await ask(scene, '/v2/', token)).status, 200);
    }
  });

  await t.test('a wrong secret is refused as everywhere else', async () => {
    for (const secret of ['dckr_pat_not-the-token', 'not the password']) {
      assert.deepEqual([(await askToken(scene, { username: mike.username, password: secret })).message], ['incorrect username or password']);
    }
  });

  await t.test('who is known upstream and not here reads so, and what to do', async () => {
    const { status, message } = await askToken(scene, stranger);
    assert.deepEqual([status, message], [401, 'docker.io knows you, but there is no account of that name here: ask an owner of your organization to add you']);
  });

  await t.test('an account with a password of its own is opened by nobody from elsewhere', async () => {
    const { status, message } = await askToken(scene, anne);
    assert.deepEqual([status, message], [401, 'docker.io knows you, but the account of that name here has a password of its own: sign in with that, or with a personal access token made here']);
    await tokenOf({ ...anne, password: 'annes-password-here' });
  });

  await t.test("Docker's organization access tokens are refused with the sentence that says so", async () => {
    const { message } = await askToken(scene, { username: organization, password: 'dckr_oat_7awgM4jG5SQvxcvmNzhKj8PQjxo' });
    assert.equal(message, 'organization access tokens cannot be used with image access management: use a personal access token');
  });

  await t.test('no secret that is not for upstream is sent there', async () => {
    const kept = ['annes-mistyped-password', 'pgt_pat_mistyped', ` ${scene.gateway.member?.secret ?? ''}`, 'dckr_oat_7awgM4jG5SQvxcvmNzhKj8PQjxo'];
    for (const password of kept) await askToken(scene, { username: anne.username, password });
    await askToken(scene, { username: 'nobody-here', password: 'a-password-with-a-mistyped-name' });
    await askToken(scene, { username: mike.username, password: 'pgt_pat_mistyped' });
    const sent = scene.upstream.requests.of({ host: 'token' }).map(({ headers }) => Buffer.from((headers.authorization ?? '').replace('Basic ', ''), 'base64').toString());
    for (const password of [...kept.map((text) => text.trim()), 'a-password-with-a-mistyped-name']) assert.ok(!sent.some((text) => text.includes(password)), password);
  });

  await t.test('a private repository is readable by exactly those whom upstream lets read it, cached content included', async () => {
    const read = await ask(scene, manifestOf(privateRepository), await tokenOf(jane, privateRepository));
    assert.equal(read.status, 200);
    const { layers } = JSON.parse(read.text) as { layers: { digest: string }[] };
    const digest = read.headers.get('docker-content-digest') ?? '';
    const paths = [manifestOf(privateRepository), manifestOf(privateRepository, digest), `/v2/${privateRepository}/blobs/${layers[0]?.digest ?? ''}`, `/v2/${privateRepository}/tags/list`];
    for (const path of paths) assert.equal((await ask(scene, path, await tokenOf(jane, privateRepository))).status, 200, path);
    const again = await ask(scene, paths[2] ?? '', await tokenOf(jane, privateRepository));
    assert.match(again.headers.get('cache-status') ?? '', /^pullgate; hit/);

    // A member of the organization whose namespace it is, whom upstream does not let read it; and with the gateway's own credential stored.
    await scene.admin.ask('PUT', '/v2/upstreams/docker.io/credentials', robot);
    for (const path of paths) {
      const refused = await ask(scene, path, await tokenOf(mike, privateRepository));
      assert.equal(refused.status, 401, path);
      assert.match(refused.text, /upstream docker\.io refused access to acme\/private/);
    }
    await scene.admin.ask('DELETE', '/v2/upstreams/docker.io/credentials');
  });

  await t.test("upstream is asked with the person's own token", async () => {
    scene.upstream.requests.clear();
    assert.equal((await ask(scene, manifestOf('acme/app'), await tokenOf(jane, 'acme/app'))).status, 200);
    const accounts = scene.upstream.requests.of({ host: 'token' }).map(({ url }) => new URL(url, 'http://token').searchParams.get('account'));
    assert.ok(accounts.includes(jane.username));
  });

  await t.test('a token for other repositories is answered with a challenge for a new one', async () => {
    const token = await tokenOf(jane, 'library/alpine');
    const challenged = await ask(scene, manifestOf(privateRepository), token);
    assert.equal(challenged.status, 401);
    const challenge = challenged.headers.get('www-authenticate') ?? '';
    assert.match(challenge, /scope="repository:acme\/private:pull"/);
    assert.match(challenge, /error="insufficient_scope"/);
  });

  await t.test('a public repository is open to whoever may pull it, whatever the token was asked for', async () => {
    assert.equal((await ask(scene, manifestOf('library/alpine'), await tokenOf(jane, 'library/alpine'))).status, 200);
    assert.equal((await ask(scene, manifestOf('library/alpine'), await tokenOf(mike))).status, 200);
  });

  await t.test('access that is withdrawn upstream ends with the next token', async () => {
    jane.reads.delete(privateRepository);
    try {
      // Another scope, so that what was proven a moment ago is not used again.
      const scopes = `${privateRepository}:pull repository:library/alpine`;
      assert.equal((await ask(scene, manifestOf(privateRepository), await tokenOf(jane, scopes))).status, 401);
    } finally {
      jane.reads.add(privateRepository);
    }
  });

  await t.test("upstream's limits and absence are upstream's doing, never a wrong password", async () => {
    const wish = (n: number): string => `library/absent-${n}`;
    scene.upstream.faults.add({ on: { host: 'token' }, fault: { kind: 'answer', status: 429, headers: { 'retry-after': '7' } } });
    const limited = await askToken(scene, jane, wish(1));
    assert.deepEqual([limited.status, limited.headers.get('retry-after'), limited.message], [503, '7', 'upstream docker.io limits sign-ins and did not check this one: try again in 7 seconds']);
    scene.upstream.faults.clear();
    scene.upstream.faults.add({ on: { host: 'token' }, fault: { kind: 'answer', status: 500 } });
    const failing = await askToken(scene, mike, wish(2));
    assert.equal(failing.status, 503);
    assert.match(failing.message ?? '', /^upstream docker\.io could not check this sign-in, it failed at its token service at 127\.0\.0\.1:\d+ \(HTTP 500\): try again later$/);
    scene.upstream.faults.clear();
    scene.upstream.faults.add({ on: { host: 'token' }, fault: { kind: 'silence' } });
    const silent = await askToken(scene, jane, wish(3));
    assert.deepEqual([silent.status, silent.message], [503, 'upstream docker.io could not check this sign-in, it did not answer within 10 s: try again later']);
    scene.upstream.faults.clear();
  });

  await t.test('no secret and no token of upstream is in the log, the store, the journal or the cache', async () => {
    const kept = [scene.gateway.output(), ...(await textsBelow(scene.gateway.data))];
    for (const secret of [jane.password, mike.password, anne.password, stranger.password, 'front.']) assert.ok(!kept.some((text) => text.includes(secret)), secret);
  });
}

async function textsBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
}
