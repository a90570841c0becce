// Behind the proxy images keep their names: what is allowed comes through every client, and what is refused is refused in its own error line.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Pull } from '../../src/contract/pulls.ts';
import { createDocker } from '../clients/docker.ts';
import type { DockerClient } from '../clients/docker.ts';
import { startDockerd } from '../clients/dockerd.ts';
import type { TestDockerd } from '../clients/dockerd.ts';
import type { ImageClient } from '../clients/image-client.ts';
import { createPodman } from '../clients/podman.ts';
import { errorLine } from '../clients/printed-line.ts';
import { createSkopeo } from '../clients/skopeo.ts';
import { clientObstacle, startStage } from '../clients/stage.ts';
import type { Stage } from '../clients/stage.ts';
import { requireTools } from '../clients/tool.ts';
import { run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { imageOf } from '../upstream/stored-image.ts';
import { ownNameLine, refusedHostLine, refusedLoginLine } from './own-name-line.ts';

const refused = 'someuser/custom-image';
const message = `image access denied: community images not allowed (${refused}, organization acme)`;
const signedOut = 'sign-in required: run docker login with your Pullgate user name and a personal access token';
const isDockerHere = clientObstacle('docker') === false;

let stage: Stage | undefined;
let dockerd: TestDockerd | undefined;

before(async () => {
  if (!(['docker', 'podman', 'buildah', 'skopeo'] as const).some((name) => clientObstacle(name) === false)) return;
  stage = await startStage({ clients: [], gateway: { proxy: true } });
  if (isDockerHere) dockerd = await startDockerd(undefined, variables());
});
after(async () => {
  await dockerd?.stop();
  await stage?.close();
});

function scene() {
  const { gateway, upstream, admin } = stage ?? assert.fail('nothing was started');
  const { proxy, member } = gateway;
  assert.ok(proxy !== undefined && member !== undefined, gateway.output());
  return { gateway, upstream, admin, proxy, member };
}

function variables(): Readonly<Record<string, string>> {
  const { proxy } = scene();
  return { HTTPS_PROXY: proxy.address, SSL_CERT_FILE: proxy.caFile };
}

function docker(): { readonly daemon: TestDockerd; readonly client: DockerClient; readonly env: NodeJS.ProcessEnv } {
  const daemon = dockerd ?? assert.fail('no dockerd was started');
  // The CLI is behind the proxy as well: BuildKit has it fetch tokens.
  const env = { ...process.env, DOCKER_HOST: daemon.host, DOCKER_CONFIG: daemon.configFolder, HOME: daemon.folder };
  return { daemon, client: createDocker(daemon, variables()), env };
}

async function dockerLogin(secret: string): Promise<CommandResult> {
  const { daemon, env } = docker();
  return run(daemon.docker, ['login', '-u', scene().member.username, '--password-stdin'], { env, input: secret });
}

async function passes(client: ImageClient, image: string, repository: string): Promise<void> {
  const result = await client.pull(image);
  assert.equal(result.status, 0, result.stderr);
  assert.equal(await client.markerOf(image), imageOf(scene().upstream.images, repository).markerText);
  await client.forget(image);
}

test('docker logs in without a host, and pulls by the names that people write', { skip: clientObstacle('docker') }, async () => {
  const { client } = docker();
  assert.equal(errorLine(await client.pull('nginx')), ownNameLine['docker pull']('library/nginx', signedOut));
  const wrong = await dockerLogin('not-the-token');
  assert.equal(errorLine(wrong), refusedLoginLine('incorrect username or password'));
  const login = await dockerLogin(scene().member.secret);
  assert.equal(login.status, 0, login.stderr);
  await passes(client, 'nginx', 'library/nginx');
  await passes(client, 'grafana/grafana', 'grafana/grafana');
  await passes(client, 'docker.io/library/alpine:3.20', 'library/alpine');
  await passes(client, `nginx@${imageOf(scene().upstream.images, 'library/nginx').target.digest}`, 'library/nginx');
  await passes(client, 'acme/app', 'acme/app');
});

test('docker prints why a pull is refused, and which host the proxy does not serve', { skip: clientObstacle('docker') }, async () => {
  await dockerLogin(scene().member.secret);
  const { client } = docker();
  assert.equal(errorLine(await client.pull(refused)), ownNameLine['docker pull'](refused, message));
  assert.equal(errorLine(await client.pull(`${refused}@${imageOf(scene().upstream.images, refused).target.digest}`)), ownNameLine['docker pull'](refused, message));
  assert.equal(errorLine(await client.pull('quay.io/someuser/custom-image')), refusedHostLine('quay.io'));
});

test('docker build takes an allowed base image and prints why another is refused', { skip: clientObstacle('docker') }, async () => {
  await dockerLogin(scene().member.secret);
  const { client } = docker();
  const built = await client.build('alpine');
  assert.equal(built.status, 0, built.stderr);
  assert.equal(errorLine(await client.build(refused)), ownNameLine['docker build'](refused, message));
  await client.forget('alpine');
});

test('docker build with BuildKit does, too', { skip: clientObstacle('docker') }, async (t) => {
  await dockerLogin(scene().member.secret);
  const { client } = docker();
  const built = await client.buildWithBuildKit('alpine');
  if (built === undefined) {
    t.skip('no docker CLI here can use BuildKit: apt-get install docker.io');
    return;
  }
  assert.equal(built.status, 0, built.stderr);
  const failed = await client.buildWithBuildKit(refused);
  assert.ok(failed !== undefined && failed.status !== 0);
  assert.equal(errorLine(failed), ownNameLine['docker build with BuildKit'](refused, message));
});

test('docker-compose pulls what its file names, and prints why another is refused', { skip: clientObstacle('docker') || requireTools('docker-compose') }, async () => {
  await dockerLogin(scene().member.secret);
  const { daemon, env } = docker();
  const compose = async (image: string): Promise<CommandResult> => {
    const file = join(daemon.folder, 'docker-compose.yml');
    await writeFile(file, `version: "3"\nservices:\n  app:\n    image: ${image}\n`);
    return run('docker-compose', ['--file', file, 'pull'], { env });
  };
  const passed = await compose('alpine');
  assert.equal(passed.status, 0, passed.stderr);
  const failed = await compose(refused);
  assert.notEqual(failed.status, 0);
  assert.equal(errorLine(failed), ownNameLine['docker-compose pull'](refused, message));
});

test('ctr pulls from Docker Hub under its own name, and prints why another image is refused', { skip: clientObstacle('ctr') }, async () => {
  const { daemon } = docker();
  const { username, secret } = scene().member;
  const pull = (image: string): Promise<CommandResult> =>
    run('ctr', ['-a', daemon.containerdSocket, '-n', 'own-names', 'images', 'pull', '--snapshotter', 'native', '--user', `${username}:${secret}`, image], { env: { ...process.env, ...variables() } });
  const passed = await pull('docker.io/library/alpine:latest');
  assert.equal(passed.status, 0, passed.stderr);
  assert.equal(errorLine(await pull(`docker.io/${refused}:latest`)), ownNameLine.ctr(refused, message));
});

const others = {
  podman: () => createPodman('podman', variables()),
  buildah: () => createPodman('buildah', variables()),
  skopeo: () => createSkopeo(variables()),
} as const;

for (const name of ['podman', 'buildah', 'skopeo'] as const) {
  test(`${name} signs in at docker.io, pulls, and prints why a pull is refused`, { skip: clientObstacle(name) }, async (t) => {
    const client = await others[name]();
    t.after(() => client.close());
    assert.equal(errorLine(await client.pull('docker.io/library/nginx:latest')), ownNameLine[name]('library/nginx', signedOut).replace('docker://library/', 'docker://'));
    const login = await client.login('docker.io', scene().member);
    assert.equal(login?.status, 0, login?.stderr ?? 'no login');
    await passes(client, 'docker.io/library/nginx:latest', 'library/nginx');
    assert.equal(errorLine(await client.pull(`docker.io/${refused}:latest`)), ownNameLine[name](refused, message));
  });
}

test("a refused pull leaves the record that a pull by the gateway's own name leaves, with the address of the client", { skip: clientObstacle('docker') }, async () => {
  await dockerLogin(scene().member.secret);
  await docker().client.pull(refused);
  const { admin, member } = scene();
  // Records reach the store a moment after they are safe.
  for (const deadlineMs = Date.now() + 30_000; ; ) {
    const { pulls } = (await admin.ask('GET', `/v2/orgs/acme/pulls?effect=deny&username=${member.username}`)) as { pulls: readonly Pull[] };
    const record = pulls.find(({ repository, tag, user_agent: agent }) => repository === refused && tag === 'latest' && agent.startsWith('docker/'));
    if (record !== undefined) {
      assert.deepEqual([record.registry, record.rule, record.reason, record.client_address, record.outcome], ['docker.io', 'category', message, '127.0.0.1', 401]);
      return;
    }
    assert.ok(Date.now() < deadlineMs, 'no record of the refused pull');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
