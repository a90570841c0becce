// Behind the gateway's proxy the newer clients pull images under their own names, and are refused with the reason.
import assert from 'node:assert/strict';
import test from 'node:test';
import { imageOf } from '../../upstream/stored-image.ts';
import { denialLine, errorLine, imageName } from '../printed-line.ts';
import type { Pulled } from '../printed-line.ts';
import { clientObstacle, startStage } from '../stage.ts';
import { createNewerClient, leftOut, newerClientNames } from './clients.ts';
import type { NewerClientName } from './clients.ts';

const message = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';
const custom: Pulled = { host: 'docker.io', repository: 'someuser/custom-image', reference: 'latest' };

/** Docker Hub under the name by which the client asks for a sign-in, and its line: with TLS, and Docker Hub's other names. */
const hub = {
  crane: { signIn: 'index.docker.io', line: (line) => line.replace('http://docker.io/', 'https://index.docker.io/') },
  regctl: { signIn: 'docker.io', line: (line) => line },
  'ctr-2': { signIn: 'docker.io', line: (line) => line },
  'ctr-1.7': { signIn: 'docker.io', line: (line) => line },
  buildctl: { signIn: 'https://index.docker.io/v1/', line: (line) => line.replace('http://docker.io/', 'https://registry-1.docker.io/') },
  'docker-28': { signIn: 'https://index.docker.io/v1/', line: (line) => line.replace('http://docker.io/', 'https://registry-1.docker.io/') },
  'docker-29': { signIn: 'https://index.docker.io/v1/', line: (line) => line.replace('http://docker.io/', 'https://registry-1.docker.io/') },
} as const satisfies Record<NewerClientName, { signIn: string; line: (line: string) => string }>;

for (const line of leftOut()) console.log(line);
for (const name of newerClientNames) {
  test(`${name} pulls a permitted image of Docker Hub through the proxy, and prints why another is refused`, { skip: clientObstacle(name) }, async (t) => {
    const stage = await startStage({ clients: [], gateway: { proxy: true } });
    t.after(() => stage.close());
    const { proxy, member } = stage.gateway;
    assert.ok(proxy !== undefined && member !== undefined, stage.gateway.output());
    const client = await createNewerClient(name, { HTTPS_PROXY: proxy.address, SSL_CERT_FILE: proxy.caFile });
    t.after(() => client.close());
    const { signIn, line } = hub[name];
    const login = await client.login(signIn, member);
    if (login !== undefined) assert.equal(login.status, 0, login.stderr);
    const passed = await client.pull('docker.io/library/nginx:latest');
    assert.equal(passed.status, 0, passed.stderr);
    assert.equal(await client.markerOf('docker.io/library/nginx:latest'), imageOf(stage.upstream.images, 'library/nginx').markerText);
    await client.forget('docker.io/library/nginx:latest');
    const failed = await client.pull(imageName(custom));
    assert.notEqual(failed.status, 0);
    assert.equal(errorLine(failed), line(denialLine[name](custom, message)));
  });
}
