// With TLS the gateway serves the same clients the same way, token service included.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { mustRun } from '../upstream/command.ts';
import { imageOf } from '../upstream/stored-image.ts';
import { isInstalled } from './installed.ts';
import { badLoginLine, denialLine, errorLine, imageName } from './printed-line.ts';
import type { Pulled } from './printed-line.ts';
import { clientObstacle, startStage } from './stage.ts';
import { obstacle } from './tool.ts';

// ctr is told to speak plain HTTP in these tests.
const names = ['docker', 'podman', 'buildah', 'skopeo'] as const;
const runnable = names.filter((name) => clientObstacle(name) === false);
const withoutOpenssl = obstacle(isInstalled('openssl') ? undefined : 'openssl is not installed: apt-get install openssl');
const skip = withoutOpenssl === false && runnable.length === 0 ? clientObstacle('skopeo') : withoutOpenssl;

test('clients sign in, pull and are refused through TLS', { skip }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-certificate-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const certificate = join(folder, 'tls.crt');
  const key = join(folder, 'tls.key');
  const subject = ['-subj', '/CN=gate.example.com', '-addext', 'subjectAltName=IP:127.0.0.1'];
  await mustRun('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', ...subject, '-keyout', key, '-out', certificate]);

  const env = { PULLGATE_GATEWAY_TLS_CERTIFICATE_FILE: certificate, PULLGATE_GATEWAY_TLS_KEY_FILE: key };
  const stage = await startStage({ clients: runnable, gateway: { env } });
  t.after(() => stage.close());
  assert.match(stage.gateway.address, /^https:/);
  const { host, member } = stage.gateway;
  assert.ok(member !== undefined);
  for (const name of names) {
    await t.test(name, { skip: clientObstacle(name) }, async () => {
      const client = stage.client(name);
      const refusedLogin = await client.login(host, { ...member, secret: `${member.secret}x` });
      assert.ok(refusedLogin !== undefined);
      assert.equal(errorLine(refusedLogin), badLoginLine[name](host, 'incorrect username or password').replace('http://', 'https://'));
      const login = await client.login(host, member);
      assert.equal(login?.status, 0);
      const image = imageName({ host, repository: 'library/nginx', reference: 'latest' });
      const passed = await client.pull(image);
      assert.equal(passed.status, 0, passed.stderr);
      assert.equal(await client.markerOf(image), imageOf(stage.upstream.images, 'library/nginx').markerText);
      const custom: Pulled = { host, repository: 'someuser/custom-image', reference: 'latest' };
      const message = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';
      assert.equal(errorLine(await client.pull(imageName(custom))), denialLine[name](custom, message));
    });
  }
});
