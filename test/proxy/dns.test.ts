// Where DNS leads the registries' names to the gateway, clients need no settings but the certificate authority, and nothing goes around.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { createDocker } from '../clients/docker.ts';
import { startDockerd } from '../clients/dockerd.ts';
import { findCommand } from '../clients/installed.ts';
import { outsideWorldObstacle, startOutsideWorld } from '../clients/outside-world.ts';
import { errorLine } from '../clients/printed-line.ts';
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

test('dockerd does, too', { skip: clientObstacle('docker') || outsideWorldObstacle() }, async (t) => {
  const { stage, world, member, folder, close } = await startScene();
  t.after(close);
  const inside = join(folder, 'dockerd-inside');
  await writeFile(inside, `#!/bin/sh\nexec ${world.enter.join(' ')} ${findCommand('dockerd') ?? 'dockerd'} "$@"\n`);
  await chmod(inside, 0o755);
  const dockerd = await startDockerd({ dockerd: inside, docker: 'docker', storageDriver: 'vfs' });
  t.after(() => dockerd.stop());
  const client = createDocker(dockerd);
  const env = { ...process.env, DOCKER_HOST: dockerd.host, DOCKER_CONFIG: dockerd.configFolder, HOME: dockerd.folder };
  const login = await run('docker', ['login', '-u', member.username, '--password-stdin'], { env, input: member.secret });
  assert.equal(login.status, 0, login.stderr);
  const passed = await client.pull('nginx');
  assert.equal(passed.status, 0, passed.stderr);
  assert.equal(await client.markerOf('nginx'), imageOf(stage.upstream.images, 'library/nginx').markerText);
  assert.equal(errorLine(await client.pull(refused)), ownNameLine['docker pull'](refused, message));
  assert.deepEqual(world.reached, []);
});
