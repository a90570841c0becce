// What a client program would hide: single requests with one token, for a blob and a manifest asked for by digest alone.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { owner } from '../gateway-process.ts';
import { manifestMediaTypes, sha256 } from '../upstream/pushing.ts';
import { robot } from '../upstream/recipe.ts';
import { upstreamObstacle } from '../upstream/start.ts';
import { imageOf } from '../upstream/stored-image.ts';
import { startStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { obstacle } from './tool.ts';

const skip = obstacle(upstreamObstacle());
const refused = 'someuser/custom-image';
const message = `image access denied: community images not allowed (${refused}, organization acme)`;
/** The promise is a second; a machine that is busy with other things may take longer to notice. */
const patienceMs = 10_000;
let stage: Stage;

before(async () => {
  if (skip === false) stage = await startStage({ clients: [] });
});
after(async () => {
  if (skip === false) await stage.close();
});

async function tokenFor(person: { username: string; secret: string } | undefined): Promise<string> {
  const authorization = Buffer.from(`${person?.username ?? ''}:${person?.secret ?? ''}`).toString('base64');
  const answer = await fetch(`${stage.gateway.address}/token?service=pullgate&scope=repository:${refused}:pull`, { headers: { authorization: `Basic ${authorization}` } });
  assert.equal(answer.status, 200, await answer.clone().text());
  return ((await answer.json()) as { token: string }).token;
}

const ask = (token: string, path: string): Promise<Response> => fetch(`${stage.gateway.address}/v2/${path}`, { headers: { authorization: `Bearer ${token}`, accept: manifestMediaTypes.join(', ') } });

async function assertDenied(answer: Response): Promise<void> {
  assert.deepEqual([answer.status, answer.statusText], [401, message]);
  assert.ok(answer.headers.get('www-authenticate')?.endsWith(`error="${message}"`), answer.headers.get('www-authenticate') ?? 'no challenge');
  const { errors } = (await answer.json()) as { errors: { code: string; message: string }[] };
  assert.deepEqual(errors.map(({ code, message: text }) => [code, text]), [['UNAUTHORIZED', message]]);
}

function pathsOf(repository: string): string[] {
  const { layers, config, target } = imageOf(stage.upstream.images, repository);
  const blobs = [...layers, config].map(({ digest }) => `${repository}/blobs/${digest}`);
  return [...blobs, `${repository}/manifests/${target.digest}`, `${repository}/tags/list`, `${repository}/referrers/${target.digest}`];
}

test('a refused image is refused at every endpoint, with the reason, and nothing of it is asked of upstream', { skip }, async () => {
  const token = await tokenFor(stage.gateway.member);
  stage.upstream.requests.clear();
  for (const path of pathsOf(refused)) await assertDenied(await ask(token, path));
  assert.deepEqual(stage.upstream.requests.of({ repository: refused }), []);
});

test('a blob of a refused image is not served through a repository that is permitted', { skip }, async () => {
  const token = await tokenFor(stage.gateway.member);
  const [layer] = imageOf(stage.upstream.images, refused).layers;
  const answer = await ask(token, `library/nginx/blobs/${layer!.digest}`);
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /BLOB_UNKNOWN/);
});

test('one token sees a change within a second, in both directions, and its blobs have the right bytes', { skip }, async () => {
  const token = await tokenFor(stage.gateway.member);
  const layer = imageOf(stage.upstream.images, refused).layers[1]!;
  const path = `${refused}/blobs/${layer.digest}`;
  const soon = async (status: number): Promise<Response> => {
    const changedMs = Date.now();
    for (;;) {
      const begunMs = Date.now();
      const answer = await ask(token, path);
      if (answer.status === status || begunMs - changedMs >= patienceMs) return answer;
      await answer.body?.cancel();
    }
  };
  await assertDenied(await ask(token, path));
  await stage.admin.changeSettings({ allow_community_images: true });
  const served = await soon(200);
  assert.equal(served.status, 200);
  assert.equal(sha256(Buffer.from(await served.arrayBuffer())), layer.digest);
  await stage.admin.changeSettings({ allow_community_images: false });
  await assertDenied(await soon(401));
});

test("an owner's token reads all of it", { skip }, async () => {
  const token = await tokenFor(owner);
  for (const path of pathsOf(refused)) assert.equal((await ask(token, path)).status, 200, path);
});

test("upstream's CDN never sees a credential", { skip }, () => {
  const seen = stage.upstream.requests.of({ host: 'cdn' });
  assert.ok(seen.length > 0);
  assert.deepEqual(seen.filter((request) => request.headers.authorization !== undefined || request.status !== 200), []);
});

test("what is private upstream is served to members once the gateway has upstream's credentials", { skip }, async () => {
  const token = await tokenFor(stage.gateway.member);
  const before = await ask(token, 'acme/private/manifests/latest');
  assert.equal(before.status, 401);
  assert.match(await before.text(), /upstream docker\.io refused access to acme\/private/);
  await stage.admin.ask('PUT', '/v2/upstreams/docker.io/credentials', robot);
  const deadlineMs = Date.now() + patienceMs;
  let manifest = await ask(token, 'acme/private/manifests/latest');
  while (manifest.status !== 200) {
    assert.ok(Date.now() < deadlineMs, await manifest.text());
    await sleep(50);
    manifest = await ask(token, 'acme/private/manifests/latest');
  }
  assert.equal(sha256(Buffer.from(await manifest.arrayBuffer())), imageOf(stage.upstream.images, 'acme/private').target.digest);
});
