// Behind the proxy nothing changes for who has a Docker ID: docker login without a host, images under their own names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocker } from '../clients/docker.ts';
import { startDockerd } from '../clients/dockerd.ts';
import { clientObstacle, startingSettings } from '../clients/stage.ts';
import { run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { jane, mike, privateRepository, startScene } from './scene.ts';

test('docker login takes the Docker ID as it is, and docker pull what the person may read', { skip: clientObstacle('docker') }, async () => {
  await using closers = new AsyncDisposableStack();
  const scene = await startScene({ proxy: true });
  closers.defer(() => scene.close());
  await scene.admin.changeSettings(startingSettings);
  const { proxy } = scene.gateway;
  assert.ok(proxy !== undefined);
  const variables = { HTTPS_PROXY: proxy.address, SSL_CERT_FILE: proxy.caFile };
  const dockerd = await startDockerd(undefined, variables);
  closers.defer(() => dockerd.stop());
  const docker = createDocker(dockerd, variables);
  const login = ({ username, password }: { readonly username: string; readonly password: string }): Promise<CommandResult> =>
    run(dockerd.docker, ['login', '-u', username, '--password-stdin'], { env: { ...process.env, DOCKER_HOST: dockerd.host, DOCKER_CONFIG: dockerd.configFolder, HOME: dockerd.folder }, input: password });

  assert.match((await login({ ...jane, password: 'dckr_pat_wrong' })).stderr, /incorrect username or password/);
  const signedIn = await login(jane);
  assert.equal(signedIn.status, 0, signedIn.stderr);
  for (const image of ['nginx', privateRepository]) {
    const pulled = await docker.pull(image);
    assert.equal(pulled.status, 0, pulled.stderr);
    await docker.forget(image);
  }
  assert.match((await docker.pull('someuser/custom-image')).stderr, /image access denied: community images not allowed/);

  const other = await login(mike);
  assert.equal(other.status, 0, other.stderr);
  assert.match((await docker.pull(privateRepository)).stderr, /upstream docker\.io refused access to acme\/private/);
});
