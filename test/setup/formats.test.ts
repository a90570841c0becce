// The printed files are what their formats say, read by the parsers of another language.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from 'yaml';
import { chooseSetup, setupClients } from '../../src/client-setup/clients.ts';
import type { SetupFile } from '../../src/client-setup/client-setup.ts';
import type { SetupFacts } from '../../src/client-setup/facts.ts';
import { requireTools } from '../clients/tool.ts';
import { mustRun } from '../upstream/command.ts';

const skip = requireTools('python3');
const certificate = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
const facts: SetupFacts = {
  gatewayUrl: 'https://gate.example.com',
  gatewayCaPem: certificate,
  proxyUrl: 'http://proxy.example.com:3128',
  caPem: certificate,
  takenOverHosts: { 'docker.io': ['registry-1.docker.io'], 'ghcr.io': ['ghcr.io'] },
  registries: ['docker.io', 'ghcr.io'],
  organizations: ['acme', 'globex'],
  username: 'developer',
};

function filesOf(client: string, os: string, variant: string): readonly SetupFile[] {
  const chosen = chooseSetup({ client, os, variant });
  return chosen.kind === 'chosen' ? chosen.client.make(facts, chosen.choice).files : [];
}

const files = Object.entries(setupClients).flatMap(([client, { systems, variants }]) =>
  systems.flatMap((os) => Object.keys(variants).flatMap((variant) => filesOf(client, os, variant).map((file) => ({ name: `${client} ${os} ${variant} ${file.path}`, file })))),
);

async function readByPython(content: string, module: 'plistlib' | 'tomllib'): Promise<unknown> {
  const program = `import json, sys, ${module}; print(json.dumps(${module}.loads(sys.stdin.buffer.read()${module === 'tomllib' ? ".decode('utf-8')" : ''}), default=lambda data: data.hex()))`;
  return JSON.parse(await mustRun('python3', ['-c', program], { input: content }));
}

async function read(client: string, choice: { readonly os: string; readonly variant: string; readonly end: string }, module: 'plistlib' | 'tomllib'): Promise<unknown> {
  const file = filesOf(client, choice.os, choice.variant).find(({ path }) => path.endsWith(choice.end));
  assert.ok(file !== undefined);
  return readByPython(file.content, module);
}

test('every TOML file and every property list can be read', { skip }, async () => {
  const seen = new Set<string>();
  for (const { name, file } of files) {
    const module = /\.(?:toml)$|registries\.conf\.d|containers\.conf\.d|crio\.conf\.d/.test(file.path) ? 'tomllib' : /\.(?:plist|mobileconfig)$/.test(file.path) ? 'plistlib' : undefined;
    if (module === undefined || seen.has(file.content)) continue;
    seen.add(file.content);
    assert.equal(typeof (await readByPython(file.content, module)), 'object', name);
  }
  assert.ok(seen.size >= 10, String(seen.size));
});

test('the configuration profile of macOS has the organizations in one text, and the certificate in DER', { skip }, async () => {
  const profile = (await read('docker-desktop', { os: 'macos', variant: 'profile', end: '.mobileconfig' }, 'plistlib')) as { readonly PayloadType: string; readonly PayloadContent: readonly Readonly<Record<string, unknown>>[] };
  assert.equal(profile.PayloadType, 'Configuration');
  const [settings, authority] = profile.PayloadContent;
  assert.equal(settings?.['PayloadType'], 'com.docker.config');
  assert.equal(settings['PayloadIdentifier'], 'com.docker.config');
  assert.equal(settings['allowedOrgs'], 'acme;globex');
  assert.equal(settings['overrideProxyHTTPS'], facts.proxyUrl);
  assert.equal(settings['overrideProxyExclude'], 'localhost,127.0.0.1,::1,gate.example.com');
  assert.deepEqual([authority?.['PayloadType'], authority?.['PayloadContent']], ['com.apple.security.root', '3000']);
  assert.deepEqual(await read('docker-desktop', { os: 'macos', variant: 'plist', end: 'desktop.plist' }, 'plistlib'), { allowedOrgs: ['acme', 'globex'] });
});

test('hosts.toml names the gateway as the server, and no mirror', { skip }, async () => {
  const ca = '/etc/containerd/certs.d/pullgate-gateway.crt';
  for (const end of ['certs.d/docker.io/hosts.toml', 'certs.d/ghcr.io/hosts.toml', 'certs.d/_default/hosts.toml']) {
    assert.deepEqual(await read('containerd', { os: 'debian', variant: '2.x', end }, 'tomllib'), { server: 'https://gate.example.com', ca, host: {} });
  }
  assert.deepEqual(await read('containerd', { os: 'debian', variant: '2.x', end: 'config.toml' }, 'tomllib'), { version: 3, plugins: { 'io.containerd.cri.v1.images': { registry: { config_path: '/etc/containerd/certs.d' } } } });
});

test('the line that makes the pull secret puts the token in for every registry', async () => {
  const chosen = chooseSetup({ client: 'kubernetes' });
  assert.ok(chosen.kind === 'chosen');
  const { files: [secret], commands } = chosen.client.make(facts, chosen.choice);
  const line = commands[0]?.line ?? '';
  const alone = line.replace(/pullgate token create [^)]*/, 'echo pgt_pat_0-_Z').replace(` ${secret?.path ?? ''} | kubectl apply -f -`, '');
  assert.notEqual(alone.length, line.length);
  const made = parse(await mustRun('sh', ['-c', alone], { input: secret?.content ?? '' })) as { readonly stringData: Readonly<Record<string, string>> };
  const { auths } = JSON.parse(made.stringData['.dockerconfigjson'] ?? '') as { readonly auths: Readonly<Record<string, { readonly password: string }>> };
  assert.deepEqual(Object.entries(auths).map(([registry, { password }]) => [registry, password]), ['https://index.docker.io/v1/', 'ghcr.io', 'gate.example.com'].map((registry) => [registry, 'pgt_pat_0-_Z']));
});

test('registries.conf has another location for each registry, and no mirror', { skip }, async () => {
  assert.deepEqual(await read('podman', { os: 'debian', variant: 'location', end: 'pullgate.conf' }, 'tomllib'), {
    'unqualified-search-registries': ['docker.io'],
    registry: [{ prefix: 'docker.io', location: 'gate.example.com' }, { prefix: 'ghcr.io', location: 'gate.example.com/ghcr.io' }],
  });
});
