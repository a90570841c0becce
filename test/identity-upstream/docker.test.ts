// docker login and docker pull with a Docker ID, against two workers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocker } from '../clients/docker.ts';
import { startDockerd } from '../clients/dockerd.ts';
import { clientObstacle, startingSettings } from '../clients/stage.ts';
import { jane, mike, privateRepository, startScene } from './scene.ts';

test('docker signs in with a Docker ID, and pulls what the person may read', { skip: clientObstacle('docker') }, async () => {
  const scene = await startScene({ flags: ['--workers', '2'] });
  const dockerd = await startDockerd();
  const docker = createDocker(dockerd);
  const { host } = scene.gateway;
  const signIn = async ({ username, password }: { readonly username: string; readonly password: string }): Promise<void> => {
    const login = await docker.login(host, { username, secret: password });
    assert.ok(login !== undefined);
    assert.equal(login.status, 0, login.stderr);
    assert.match(login.stdout, /Login Succeeded/);
  };
  try {
    await scene.admin.changeSettings(startingSettings);
    const wrong = await docker.login(host, { username: mike.username, secret: 'not-his-password' });
    assert.match(wrong?.stderr ?? '', /incorrect username or password/);

    await signIn(jane);
    for (const image of ['library/nginx', privateRepository]) {
      const pulled = await docker.pull(`${host}/${image}:latest`);
      assert.equal(pulled.status, 0, pulled.stderr);
      await docker.forget(`${host}/${image}:latest`);
    }
    const community = await docker.pull(`${host}/someuser/custom-image:latest`);
    assert.match(community.stderr, /image access denied: community images not allowed \(someuser\/custom-image, organization acme\)/);

    // All of it is in the cache by now.
    await signIn(mike);
    const refused = await docker.pull(`${host}/${privateRepository}:latest`);
    assert.notEqual(refused.status, 0);
    assert.match(refused.stderr, /upstream docker\.io refused access to acme\/private: it is private there, or does not exist/);
    const pulled = await docker.pull(`${host}/library/nginx:latest`);
    assert.equal(pulled.status, 0, pulled.stderr);

    scene.upstream.faults.add({ on: { host: 'token' }, fault: { kind: 'answer', status: 503 } });
    const away = await docker.login(host, { username: jane.username, secret: jane.password.replace('janes', 'another') });
    assert.notEqual(away?.status, 0);
    assert.match(away?.stderr ?? '', /upstream docker\.io could not check this sign-in/);
    assert.doesNotMatch(away?.stderr ?? '', /incorrect/);
  } finally {
    await dockerd.stop();
    await scene.close();
  }
});
