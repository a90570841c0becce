// What the organization allows comes through every client, and what it refuses is refused in the client's own error line, with the reason.
import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { owner } from '../gateway-process.ts';
import type { CommandResult } from '../upstream/command.ts';
import { imageOf } from '../upstream/stored-image.ts';
import type { CtrClient } from './ctr.ts';
import type { DockerClient } from './docker.ts';
import type { Credentials, ImageClient } from './image-client.ts';
import { startObserver } from './observer.ts';
import { denialLine, errorLine, imageName } from './printed-line.ts';
import type { Pulled } from './printed-line.ts';
import { clientNames, clientObstacle, startStage } from './stage.ts';
import type { ClientName, Stage } from './stage.ts';

const runnable = clientNames.filter((name) => clientObstacle(name) === false);
const refused = 'someuser/custom-image';
const message = `image access denied: community images not allowed (${refused}, organization acme)`;
const promptMs = 1000;
/** Bounded, as their commands and daemons share this machine. */
const clientsAtOnce = 3;
let stage: Stage;
const withPassword = { username: 'dev', secret: 'password-of-dev' } as const;
/** Tokens, but where passwords are what is tested: each check of a password takes as much as a pull. */
let member: Credentials;
let ownerWithToken: Credentials;

before(async () => {
  if (runnable.length === 0) return;
  stage = await startStage({ clients: runnable });
  await stage.admin.addMember({ username: withPassword.username, password: withPassword.secret });
  member = stage.gateway.member ?? assert.fail(stage.gateway.output());
  ownerWithToken = { username: owner.username, secret: (await stage.admin.createPersonalToken({ label: 'of a test' })).secret };
});
after(async () => {
  if (runnable.length > 0) await stage.close();
});

const pulledFrom = (repository: string, reference = 'latest'): Pulled => ({ host: stage.gateway.host, repository, reference });
const digestOf = (repository: string): string => imageOf(stage.upstream.images, repository).target.digest;

async function signIn(client: ImageClient, credentials: Credentials, host = stage.gateway.host): Promise<void> {
  const result = await client.login(host, credentials);
  if (result !== undefined) assert.equal(result.status, 0, result.stderr);
}

async function passes(client: ImageClient, pulled: Pulled): Promise<void> {
  const image = imageName(pulled);
  const result = await client.pull(image);
  assert.equal(result.status, 0, result.stderr);
  // HOST/nginx is Docker Hub's library/nginx.
  const repository = pulled.repository.includes('/') ? pulled.repository : `library/${pulled.repository}`;
  assert.equal(await client.markerOf(image), imageOf(stage.upstream.images, repository).markerText);
  await client.forget(image);
}

function isRefused(name: ClientName, result: CommandResult, pulled: Pulled): void {
  assert.notEqual(result.status, 0);
  assert.equal(errorLine(result), denialLine[name](pulled, message));
}

/** Pulls until the result is as wanted; the last attempt starts when the change must hold. */
async function pullSoon(client: ImageClient, pulled: Pulled, wanted: 'passes' | 'is refused'): Promise<CommandResult> {
  const changedMs = Date.now();
  for (;;) {
    const begunMs = Date.now();
    const result = await client.pull(imageName(pulled));
    if ((result.status === 0) === (wanted === 'passes') || begunMs - changedMs >= promptMs) return result;
  }
}

/** What each client is asked, one thing after the other. */
function testClient(name: ClientName): void {
  const options = { skip: clientObstacle(name) };

  test(`${name} signs in with a password, and with a personal access token, and pulls by tag and by digest`, options, async () => {
    const client = stage.client(name);
    await signIn(client, withPassword);
    await passes(client, pulledFrom('library/nginx'));
    await signIn(client, member);
    await passes(client, pulledFrom('library/multi-arch', digestOf('library/multi-arch')));
    await passes(client, pulledFrom('library/alpine', '3.20'));
    await passes(client, pulledFrom('grafana/grafana', digestOf('grafana/grafana')));
    await passes(client, pulledFrom('acme/app'));
    await passes(client, pulledFrom('nginx'));
  });

  test(`${name} prints why a pull is refused, by tag and by digest`, options, async () => {
    const client = stage.client(name);
    await signIn(client, member);
    for (const reference of ['latest', digestOf(refused)]) {
      const pulled = pulledFrom(refused, reference);
      isRefused(name, await client.pull(imageName(pulled)), pulled);
    }
  });

  test(`${name} pulls everything for an owner`, options, async () => {
    const client = stage.client(name);
    await signIn(client, ownerWithToken);
    await passes(client, pulledFrom(refused));
    await client.logout(stage.gateway.host);
  });

  test(`${name} asks no more often for a refused image than to learn that it is refused`, options, async () => {
    const client = stage.client(name);
    const observer = await startObserver(stage.gateway.address);
    try {
      await signIn(client, member, observer.host);
      observer.clear();
      const pulled: Pulled = { host: observer.host, repository: refused, reference: 'latest' };
      isRefused(name, await client.pull(imageName(pulled)), pulled);
      assert.deepEqual(observer.asked, askedFor[name]);
      await client.logout(observer.host);
    } finally {
      await observer.close();
    }
  });
}

describe('with storage and sign-ins of its own,', { concurrency: clientsAtOnce }, () => {
  for (const name of clientNames) describe('each client', { concurrency: 1 }, () => testClient(name));
});

test('every client may pull within a second of the category being switched on, not after it is off again, with the same sign-in', { skip: runnable.length === 0 ? 'no client can run here' : false }, async () => {
  const pulled = pulledFrom(refused);
  for (const name of runnable) await signIn(stage.client(name), member);
  try {
    await stage.admin.changeSettings({ allow_community_images: true });
    await ofEveryClient(async (name, client) => {
      const allowed = await pullSoon(client, pulled, 'passes');
      assert.equal(allowed.status, 0, `${name}: ${allowed.stderr}`);
      assert.equal(await client.markerOf(imageName(pulled)), imageOf(stage.upstream.images, refused).markerText, name);
    });
  } finally {
    await stage.admin.changeSettings({ allow_community_images: false });
  }
  await ofEveryClient(async (name, client) => {
    isRefused(name, await pullSoon(client, pulled, 'is refused'), pulled);
    await client.forget(imageName(pulled));
  });
});

/** At the same time; waits for all of them even when one fails. */
async function ofEveryClient(act: (name: ClientName, client: ImageClient) => Promise<void>): Promise<void> {
  const acts = runnable.map((name) => act(name, stage.client(name)));
  await Promise.allSettled(acts);
  await Promise.all(acts);
}

const manifest = `/v2/${refused}/manifests/latest`;
const throughPing = ['GET /v2/ 401', 'GET /token 200', `GET ${manifest} 401`];
const asDocker = ['GET /v2/ 401', 'GET /token 200', `HEAD ${manifest} 401`, `GET ${manifest} 401`];
const askedFor = {
  docker: asDocker,
  podman: throughPing,
  buildah: throughPing,
  skopeo: throughPing,
  ctr: [`HEAD ${manifest} 401`, 'POST /token 200', `HEAD ${manifest} 401`],
  // A refused token might be an old one to it: it asks for another, once.
  crane: [...throughPing, 'GET /token 200', `GET ${manifest} 401`],
  regctl: [`GET ${manifest} 401`, 'GET /token 200', `GET ${manifest} 403`],
  'ctr-2': [`HEAD ${manifest} 401`, 'POST /token 200', `HEAD ${manifest} 401`],
  'ctr-1.7': [`HEAD ${manifest} 401`, 'POST /token 200', `HEAD ${manifest} 401`],
  'docker-28': asDocker,
  'docker-29': [`HEAD ${manifest} 401`, 'POST /token 200', `HEAD ${manifest} 403`, `GET ${manifest} 403`],
  // As docker's BuildKit: a new token each time.
  buildctl: [`HEAD ${manifest} 401`, ...Array.from({ length: 4 }, () => ['POST /token 200', `HEAD ${manifest} 401`]).flat()],
} as const satisfies Record<ClientName, readonly string[]>;

/** Without BuildKit. */
const builders = { docker: `unauthorized: ${message}`, 'docker-28': `unauthorized: ${message}`, 'docker-29': `error from registry: ${message}` } as const;
for (const name of (Object.keys(builders) as (keyof typeof builders)[]).filter((builder) => clientNames.includes(builder))) {
  test(`${name} build takes a permitted base image, and prints why a refused one is refused`, { skip: clientObstacle(name) }, async () => {
    const docker = stage.client(name) as DockerClient;
    await signIn(docker, member);
    const built = await docker.build(imageName(pulledFrom('library/alpine')));
    assert.equal(built.status, 0, built.stderr);
    const failed = await docker.build(imageName(pulledFrom(refused)));
    assert.notEqual(failed.status, 0);
    assert.equal(errorLine(failed), builders[name]);
    await docker.forget(imageName(pulledFrom('library/alpine')));
  });
}

test('docker build with BuildKit takes a permitted base image, and prints why a refused one is refused', { skip: clientObstacle('docker') }, async (t) => {
  const docker = stage.client('docker') as DockerClient;
  await signIn(docker, member);
  const built = await docker.buildWithBuildKit(imageName(pulledFrom('library/alpine')));
  if (built === undefined) {
    t.skip('no docker CLI here can use BuildKit: apt-get install docker.io');
    return;
  }
  assert.equal(built.status, 0, built.stderr);
  const failed = await docker.buildWithBuildKit(imageName(pulledFrom(refused)));
  assert.ok(failed !== undefined && failed.status !== 0);
  assert.ok(errorLine(failed).endsWith(`failed with status code [manifests latest]: 401 ${message}`), failed.stderr);
});

for (const name of ['ctr', 'ctr-2', 'ctr-1.7'] as const) {
  test(`${name}'s containerd, set to ask the gateway for all of docker.io, is decided alike, and goes nowhere else`, { skip: clientObstacle(name) }, async () => {
    const ctr = stage.client(name) as CtrClient;
    await signIn(ctr, member);
    const image = 'docker.io/library/alpine:latest';
    const passed = await ctr.pullThrough(stage.gateway.address, image);
    assert.equal(passed.status, 0, passed.stderr);
    assert.equal(await ctr.markerOf(image), imageOf(stage.upstream.images, 'library/alpine').markerText);
    await ctr.forget(image);
    const failed = await ctr.pullThrough(stage.gateway.address, `docker.io/${refused}:latest`);
    isRefused(name, failed, { host: 'docker.io', repository: refused, reference: 'latest' });
    assert.ok(failed.stderr.split('\n').filter((line) => line.includes('trying next host')).every((line) => line.includes(`host="${stage.gateway.host}"`)), failed.stderr);
  });
}

for (const name of ['docker', 'skopeo'] as const) {
  test(`${name} pulls an image of more than 100 MB`, { skip: clientObstacle(name) }, async (t) => {
    if (stage.upstream.largeImageObstacle !== undefined) {
      t.skip(stage.upstream.largeImageObstacle);
      return;
    }
    const client = stage.client(name);
    await signIn(client, member);
    await passes(client, pulledFrom('library/debian', 'bookworm'));
  });
}
