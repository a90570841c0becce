// Behind the proxy images are pushed under their own names, and what may not be pushed is refused in docker's error line.
import assert from 'node:assert/strict';
import test from 'node:test';
import { signInAtAdmin } from '../clients/admin-client.ts';
import { startDockerd } from '../clients/dockerd.ts';
import { errorLine } from '../clients/printed-line.ts';
import { clientObstacle } from '../clients/stage.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import { run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { robot } from '../upstream/recipe.ts';
import { startUpstream } from '../upstream/start.ts';

const mia = { username: 'mia', secret: 'password-of-mia' } as const;

test('docker pushes acme/app by that name, pulls it again, and prints why mia may not push mia/app', { skip: clientObstacle('docker') }, async () => {
  await using closers = new AsyncDisposableStack();
  const upstream = await startUpstream({ isWritable: true });
  closers.defer(() => upstream.stop());
  const gateway = await startGateway({ upstreams: { 'docker.io': upstream.address }, proxy: true });
  closers.defer(() => gateway.remove());
  const { address, caFile } = gateway.proxy ?? assert.fail(gateway.output());
  const dockerd = await startDockerd(undefined, { HTTPS_PROXY: address, SSL_CERT_FILE: caFile });
  closers.defer(() => dockerd.stop());
  const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
  await admin.ask('PUT', '/v2/upstreams/docker.io/credentials', robot);
  await admin.addMember({ username: mia.username, password: mia.secret });

  const env = { ...process.env, DOCKER_HOST: dockerd.host, DOCKER_CONFIG: dockerd.configFolder, HOME: dockerd.folder };
  const docker = (...parameters: readonly string[]): Promise<CommandResult> => run(dockerd.docker, parameters, { env, input: mia.secret });
  const works = async (...parameters: readonly string[]): Promise<void> => {
    const { status, stderr } = await docker(...parameters);
    assert.equal(status, 0, `docker ${parameters.join(' ')}: ${stderr}`);
  };
  await works('login', '-u', mia.username, '--password-stdin');
  await works('pull', 'alpine');
  await works('tag', 'alpine', 'acme/app:pushed');
  await works('push', 'acme/app:pushed');
  assert.deepEqual(upstream.requests.of({ method: 'PUT', endpoint: 'manifest', repository: 'acme/app' }).map(({ url, status }) => [url, status]), [['/v2/acme/app/manifests/pushed', 201]]);
  await works('rmi', 'acme/app:pushed');
  await works('pull', 'acme/app:pushed');
  await works('tag', 'alpine', 'mia/app:1');
  await works('push', 'mia/app:1');

  await admin.changeSettings({}, { namespace_access: { enabled: true } });
  upstream.requests.clear();
  await works('tag', 'alpine', 'mia/new:1');
  const refused = await docker('push', 'mia/new:1');
  assert.notEqual(refused.status, 0);
  assert.equal(
    errorLine(refused),
    'unauthorized: namespace access restriction from an organization you belong to prevents pushing new content in your personal namespace. Restriction applied by: acme. Please contact your organization administrator',
  );
  assert.deepEqual(upstream.requests.of({ repository: 'mia/new' }).filter(({ method }) => method !== 'HEAD'), []);
});
