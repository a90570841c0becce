// The texts for clients through the API: for whoever is signed in, from the server's facts and their own, or with the setting that is missing.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ReadServerSetupFacts } from '../../src/admin/client-setup/setup-facts.port.ts';
import type { ClientSetupList } from '../../src/contract/client-setup.ts';
import { openInstallation } from './installation.ts';

const withProxy: ReadServerSetupFacts = () =>
  Promise.resolve({
    gatewayUrl: 'https://gate.example.test',
    proxyUrl: 'http://proxy.example.test:3128',
    caPem: '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n',
    takenOverHosts: { 'docker.io': ['registry-1.docker.io', 'auth.docker.io'] },
    registries: ['ghcr.io', 'docker.io'],
  });

test('the list names every client, its systems and variants, and what is missing for it', async (t) => {
  const { as } = await openInstallation(t);
  const { json } = await (await as('developer'))('GET', '/v2/client-setup');
  const clients = json.results as unknown as readonly { readonly client: string; readonly problem: string | null; readonly systems: readonly string[]; readonly variants: readonly object[] }[];
  assert.equal(json.count, 9);
  assert.deepEqual(clients.map(({ client }) => client), ['docker-engine', 'docker-cli', 'docker-desktop', 'containerd', 'podman', 'cri-o', 'buildkit', 'k3s', 'kubernetes']);
  assert.deepEqual(clients.filter(({ problem }) => problem !== null).map(({ client }) => client), ['docker-engine', 'docker-cli', 'docker-desktop', 'buildkit']);
  assert.match(clients[0]?.problem ?? '', /^the proxy is off: set proxy\.listen/);
  assert.deepEqual(clients[4]?.variants[0], { name: 'location', summary: 'the gateway in place of each registry it has', systems: ['debian', 'fedora', 'suse', 'arch', 'alpine'] });
  assert.match(answeredHosts(json)[0], /^[^/]+$/);
  assert.deepEqual(answeredHosts(json)[1], []);
  const ready = await openInstallation(t, { readServerSetupFacts: withProxy });
  const { json: all } = await (await ready.as('developer'))('GET', '/v2/client-setup');
  assert.deepEqual(answeredHosts(all), ['gate.example.test', ['docker.io']]);
  assert.ok(all.results.every((entry) => (entry as unknown as { problem: string | null }).problem === null));
});

test('a client is set up for who asks, on the system and in the variant that they name', async (t) => {
  const { as } = await openInstallation(t, { readServerSetupFacts: withProxy });
  const developer = await as('developer');
  const { json } = await developer('GET', '/v2/client-setup/docker-engine?os=fedora&variant=daemon-json');
  const setup = json as unknown as { readonly client: string; readonly os: string; readonly variant: string; readonly files: readonly { readonly path: string; readonly part: boolean }[]; readonly commands: readonly { readonly line: string }[] };
  assert.deepEqual([setup.client, setup.os, setup.variant], ['docker-engine', 'fedora', 'daemon-json']);
  assert.deepEqual(setup.files.map(({ path, part }) => [path, part]), [['/etc/pki/ca-trust/source/anchors/pullgate.crt', false], ['/etc/docker/daemon.json', true]]);
  assert.ok(setup.commands.some(({ line }) => line === 'docker login -u developer'));
  const { text } = await (await as('stranger'))('GET', '/v2/client-setup/docker-desktop?os=linux');
  assert.ok(text.includes('globex') && !text.includes('acme'), "another's organization is not told");
  const { json: podman } = await developer('GET', '/v2/client-setup/podman');
  const [file] = (podman as unknown as { files: readonly { content: string }[] }).files;
  assert.ok((file?.content.indexOf('docker.io') ?? 0) < (file?.content.indexOf('ghcr.io') ?? 0));
});

test('what is missing is told as a problem with the setting that helps', async (t) => {
  const developer = await (await openInstallation(t)).as('developer');
  for (const [path, status, detail] of [
    ['docker-engine', 409, 'the proxy is off: set proxy.listen, and proxy.public_url to the address that clients use'],
    ['emacs', 404, 'client (it is one of docker-engine, docker-cli, docker-desktop, containerd, podman, cri-o, buildkit, k3s, kubernetes) not found'],
    ['podman?os=windows', 400, 'os: must be one of debian, fedora, suse, arch, alpine'],
    ['podman?variant=mirror', 400, 'variant: must be one of location, proxy'],
  ] as const) {
    const answer = await developer('GET', `/v2/client-setup/${path}`);
    assert.deepEqual([answer.status, answer.json.detail], [status, detail]);
  }
});

test('whoever is signed in may read it, and nobody else', async (t) => {
  const { as, anonymous, withToken } = await openInstallation(t);
  for (const name of ['owner', 'editor', 'developer', 'stranger']) assert.equal((await (await as(name))('GET', '/v2/client-setup/podman')).status, 200, name);
  assert.equal((await (await withToken('developer', 'repo:public_read')).send('GET', '/v2/client-setup')).status, 200);
  for (const path of ['/v2/client-setup', '/v2/client-setup/podman']) assert.equal((await anonymous('GET', path)).status, 401);
});

function answeredHosts(list: object): readonly [gateway: string, proxied: readonly string[]] {
  const { gateway_host: gateway, proxied_registries: proxied } = list as ClientSetupList;
  return [gateway, proxied];
}
