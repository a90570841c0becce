// `pullgate setup`: a page to paste from, and files that are written where they are told and over nothing else.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import type { ReadServerSetupFacts } from '../../src/admin/client-setup/setup-facts.port.ts';
import { serveInstallation } from './serve-installation.ts';

const certificate = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
const readServerSetupFacts: ReadServerSetupFacts = () =>
  Promise.resolve({
    gatewayUrl: 'https://gate.example.test',
    proxyUrl: 'http://proxy.example.test:3128',
    caPem: certificate,
    takenOverHosts: { 'docker.io': ['registry-1.docker.io'] },
    registries: ['docker.io'],
  });

const serve = async (t: TestContext, facts: ReadServerSetupFacts = readServerSetupFacts) => (await serveInstallation(t, { withSecondOrganization: false, readServerSetupFacts: facts })).cli;

test('the list tells which clients are ready, and what the others wait for', async (t) => {
  const cli = await serve(t, () => Promise.resolve({ gatewayUrl: 'https://gate.example.test', takenOverHosts: {}, registries: ['docker.io'] }));
  const { code, stdout } = await cli.run(['setup']);
  assert.equal(code, 0);
  assert.match(stdout, /^CLIENT +READY +VARIANTS +SYSTEMS +WHAT IT IS\ndocker-engine +not yet +systemd daemon-json +debian fedora suse arch alpine +Docker Engine/);
  assert.match(stdout, /^podman +yes +location proxy/m);
  assert.match(stdout, /\nNot yet: docker-engine, docker-cli, docker-desktop, buildkit\n {2}the proxy is off: set proxy\.listen/);
});

test('a setup is a page whose files and commands begin their lines', async (t) => {
  const { stdout } = await (await serve(t)).run(['setup', 'podman']);
  assert.deepEqual(stdout.split('\n').slice(0, 18), [
    'podman (debian, location)',
    '',
    '--- /etc/containers/registries.conf.d/pullgate.conf (0644)',
    'images of docker.io come from the gateway, under their own names',
    '',
    '# Images are asked for at Pullgate, and nowhere else.',
    'unqualified-search-registries = ["docker.io"]',
    '',
    '[[registry]]',
    'prefix = "docker.io"',
    'location = "gate.example.test"',
    '',
    '--- Then run',
    '',
    '# signs you in, for buildah and skopeo as well: the password is a personal access token of Pullgate, or your password there',
    'podman login -u owner gate.example.test',
    '',
    '--- To know',
  ]);
  assert.match(stdout, /\nThe way back: pullgate setup podman --os debian --variant location --undo\n$/);
});

test('--undo prints the way back alone, --json what the API says', async (t) => {
  const cli = await serve(t);
  const { stdout } = await cli.run(['setup', 'podman', '--undo']);
  assert.match(stdout, /--- The way back\n\n# forgets the sign-in\npodman logout gate\.example\.test\n\n# removes the file\nsudo rm -f \/etc\/containers\/registries\.conf\.d\/pullgate\.conf\n$/);
  assert.ok(!stdout.includes('location ='));
  const setup = JSON.parse((await cli.run(['setup', 'podman', '--json'])).stdout) as { readonly client: string; readonly files: readonly unknown[] };
  assert.deepEqual([setup.client, setup.files.length], ['podman', 1]);
});

test('--output lays the files out as on the machine, each with its mode', async (t) => {
  const cli = await serve(t);
  const output = join(cli.folder, 'machine');
  const { code, stdout, stderr } = await cli.run(['setup', 'docker-cli', '--output', output]);
  assert.deepEqual([code, stderr], [0, '']);
  assert.equal(readFileSync(join(output, 'usr/local/share/ca-certificates/pullgate.crt'), 'utf8'), certificate);
  const script = join(output, 'usr/local/bin/docker');
  assert.equal(statSync(script).mode & 0o777, 0o755);
  assert.ok(stdout.includes(`written: ${script}\n`) && stdout.includes(`sudo cp -ri ${output}/. /\n`), stdout);
  assert.match((await cli.run(['setup', 'docker-cli', '--output', output])).stdout, /there already: .*pullgate\.crt\nthere already: .*docker\n/);
  const windows = join(cli.folder, 'windows');
  assert.equal((await cli.run(['setup', 'docker-desktop', '--os', 'windows', '--output', windows])).code, 0);
  assert.deepEqual(readdirSync(windows).toSorted(), ['C', 'pullgate.reg']);
  assert.ok(existsSync(join(windows, 'C/ProgramData/DockerDesktop/admin-settings.json')));
});

test('a file with other content is not replaced, and then nothing is written, unless --force', async (t) => {
  const cli = await serve(t);
  const output = join(cli.folder, 'machine');
  const daemon = join(output, 'etc/docker/daemon.json');
  mkdirSync(dirname(daemon), { recursive: true });
  writeFileSync(daemon, '{}');
  const words = ['setup', 'docker-engine', '--variant', 'daemon-json', '--output', output];
  const refused = await cli.run(words);
  assert.equal(refused.code, 2);
  assert.equal(refused.stderr, `pullgate: nothing was written, because there are files with other content: move them away, or replace them with --force\n  ${daemon}: add to it by hand what pullgate setup prints\n`);
  assert.deepEqual([readFileSync(daemon, 'utf8'), existsSync(join(output, 'usr'))], ['{}', false]);
  assert.equal((await cli.run([...words, '--force'])).code, 0);
  assert.match(readFileSync(daemon, 'utf8'), /"https-proxy"/);
});

for (const { words, says } of [
  { words: ['--undo'], says: /name the client: pullgate setup lists them/ },
  { words: ['podman', '--undo', '--output', 'x'], says: /--undo only prints the way back/ },
  { words: ['podman', '--force'], says: /--force goes with --output/ },
  { words: ['emacs'], says: /client \(it is one of docker-engine, .*\) not found/ },
  { words: ['podman', '--os', 'windows'], says: /os: must be one of debian/ },
] as const) {
  test(`what cannot be done is told: setup ${words.join(' ')}`, async (t) => {
    const { code, stderr } = await (await serve(t)).run(['setup', ...words]);
    assert.equal(code, 2);
    assert.match(stderr, says);
  });
}
