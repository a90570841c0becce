// Where DNS leads the registries' names to the gateway, clients need no settings but the certificate authority, and nothing goes around.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createDocker } from '../clients/docker.ts';
import { debianDocker, startDockerd } from '../clients/dockerd.ts';
import { programOf } from '../clients/newer/cached.ts';
import { newerClientNames, newerDocker } from '../clients/newer/clients.ts';
import { outsideWorldObstacle, startOutsideWorld } from '../clients/outside-world.ts';
import { denialLine, errorLine } from '../clients/printed-line.ts';
import { clientObstacle, startStage } from '../clients/stage.ts';
import { run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { imageOf } from '../upstream/stored-image.ts';
import { ownNameLine } from './own-name-line.ts';

const refused = 'someuser/custom-image';
const message = `image access denied: community images not allowed (${refused}, organization acme)`;

/** A gateway that answers TLS on port 443 of a loopback address of its own, and a machine on which the registries' names lead there. */
async function startScene() {
  const address = `127.${randomInt(10, 250)}.${randomInt(250)}.${randomInt(3, 250)}`;
  const closers = new AsyncDisposableStack();
  try {
    const stage = await startStage({ clients: [], gateway: { proxy: { tlsListen: `${address}:443` } } });
    closers.defer(() => stage.close());
    const { proxy, member } = stage.gateway;
    assert.ok(proxy !== undefined && member !== undefined, stage.gateway.output());
    const world = await startOutsideWorld({ 'docker.io': stage.upstream });
    closers.defer(() => world.close());
    await world.point(world.hosts, address);
    await world.trust(await readFile(proxy.caFile, 'utf8'));
    const folder = await mkdtemp(join(tmpdir(), 'pullgate-dns-'));
    closers.defer(() => rm(folder, { recursive: true, force: true }));
    return { stage, world, member, folder, close: () => closers.disposeAsync() };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

test('skopeo reaches the gateway under the name of the registry, and is decided as ever', { skip: clientObstacle('skopeo') || outsideWorldObstacle() }, async (t) => {
  const { world, member, folder, close } = await startScene();
  t.after(close);
  const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder };
  const skopeo = (parameters: readonly string[], input?: string): Promise<CommandResult> => world.run('skopeo', parameters, { env, ...(input === undefined ? {} : { input }) });
  const copy = (image: string): Promise<CommandResult> => skopeo(['--insecure-policy', 'copy', `docker://docker.io/${image}`, `dir:${folder}/image`]);
  const login = await skopeo(['login', '-u', member.username, '--password-stdin', 'docker.io'], member.secret);
  assert.equal(login.status, 0, login.stderr);
  const passed = await copy('library/nginx:latest');
  assert.equal(passed.status, 0, passed.stderr);
  assert.equal(errorLine(await copy(`${refused}:latest`)), ownNameLine.skopeo(refused, message));
  assert.deepEqual(world.reached, []);
});

/** What each asks for a sign-in of, how it keeps one, how it pulls, and its line. */
const copiers = {
  crane: {
    login: () => ['auth', 'login', 'index.docker.io', '-u'],
    fromInput: '--password-stdin',
    pull: (image: string, folder: string) => ['pull', '--format', 'oci', `docker.io/${image}`, join(folder, 'image')],
    refusal: `Error: GET https://index.docker.io/v2/${refused}/manifests/latest: UNAUTHORIZED: ${message}`,
  },
  regctl: {
    login: () => ['registry', 'login', 'docker.io', '-u'],
    fromInput: '--pass-stdin',
    pull: (image: string, folder: string) => ['image', 'copy', `docker.io/${image}`, `ocidir://${join(folder, 'image')}:pulled`],
    refusal: `request failed: unauthorized [http 403]: {"errors":[{"code":"DENIED","message":"${message}"}]}`,
  },
} as const;
for (const name of ['crane', 'regctl'] as const) {
  test(`${name} does, too`, { skip: clientObstacle(name) || outsideWorldObstacle() }, async (t) => {
    const { world, member, folder, close } = await startScene();
    t.after(close);
    const env = { ...process.env, HOME: folder, DOCKER_CONFIG: folder };
    const { login, fromInput, pull, refusal } = copiers[name];
    const start = (words: readonly string[], input?: string): Promise<CommandResult> => world.run(programOf(name, name), words, { env, ...(input === undefined ? {} : { input }) });
    const signedIn = await start([...login(), member.username, fromInput], member.secret);
    assert.equal(signedIn.status, 0, signedIn.stderr);
    const passed = await start(pull('library/nginx:latest', folder));
    assert.equal(passed.status, 0, passed.stderr);
    await rm(join(folder, 'image'), { recursive: true }); // regctl asks with HEAD, and has no body to print, where it has an image already
    const { status, stderr } = await start(pull(`${refused}:latest`, folder));
    assert.notEqual(status, 0);
    assert.ok(stderr.includes(refusal), stderr);
    assert.deepEqual(world.reached, []);
  });
}

const engines = { docker: debianDocker, 'docker-28': newerDocker('docker-28'), 'docker-29': newerDocker('docker-29') } as const;
for (const name of (Object.keys(engines) as (keyof typeof engines)[]).filter((each) => each === 'docker' || newerClientNames.includes(each))) {
  test(`dockerd does, too: ${name}`, { skip: clientObstacle(name) || outsideWorldObstacle() }, (t) => pullsWithDockerd(t, name));
}

async function pullsWithDockerd(t: TestContext, name: keyof typeof engines): Promise<void> {
  const { stage, world, member, folder, close } = await startScene();
  t.after(close);
  const programs = engines[name];
  const inside = join(folder, 'dockerd-inside');
  await writeFile(inside, `#!/bin/sh\nexec ${world.enter.join(' ')} ${programs.dockerd} "$@"\n`);
  await chmod(inside, 0o755);
  const dockerd = await startDockerd({ ...programs, dockerd: inside });
  t.after(() => dockerd.stop());
  const client = createDocker(dockerd);
  const env = { ...process.env, DOCKER_HOST: dockerd.host, DOCKER_CONFIG: dockerd.configFolder, HOME: dockerd.folder };
  const login = await run(dockerd.docker, ['login', '-u', member.username, '--password-stdin'], { env, input: member.secret });
  assert.equal(login.status, 0, login.stderr);
  const passed = await client.pull('nginx');
  assert.equal(passed.status, 0, passed.stderr);
  assert.equal(await client.markerOf('nginx'), imageOf(stage.upstream.images, 'library/nginx').markerText);
  const line = name === 'docker-29' ? denialLine['docker-29']({ host: 'docker.io', repository: refused, reference: 'latest' }, message) : ownNameLine['docker pull'](refused, message);
  assert.equal(errorLine(await client.pull(refused)), line);
  assert.deepEqual(world.reached, []);
}
