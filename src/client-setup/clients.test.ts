// Every text for every client, from facts that are easy and facts that are not: whole, quoted, pure, or an obstacle that names a setting.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { parse } from 'yaml';
import type { SetupFile, SetupTexts } from './client-setup.ts';
import { chooseSetup, obstacleOf, setupClients } from './clients.ts';
import { SetupObstacle } from './facts.ts';
import type { SetupFacts } from './facts.ts';

const pem = (text: string): string => `-----BEGIN CERTIFICATE-----\n${btoa(text)}\n-----END CERTIFICATE-----\n`;
const facts: SetupFacts = {
  gatewayUrl: 'https://gate.example.com:5000',
  gatewayCaPem: pem('gateway'),
  proxyUrl: 'http://proxy.example.com:3128',
  caPem: pem('authority'),
  takenOverHosts: { 'docker.io': ['registry-1.docker.io', 'auth.docker.io'], 'ghcr.io': ['ghcr.io'] },
  registries: ['docker.io', 'ghcr.io', 'localhost:5001'],
  organizations: ['acme', 'globex'],
  username: 'jane.doe',
};

interface Made {
  readonly name: string;
  readonly os: string;
  readonly texts: SetupTexts;
}

const choices = Object.entries(setupClients).flatMap(([client, { systems, variants }]) =>
  systems.flatMap((os) => Object.keys(variants).flatMap((variant) => (chooseSetup({ client, os, variant }).kind === 'chosen' ? [{ client, os, variant }] : []))),
);

function make(question: { readonly client: string; readonly os?: string; readonly variant?: string }, given: SetupFacts = facts): SetupTexts {
  const chosen = chooseSetup(question);
  assert.ok(chosen.kind === 'chosen');
  return chosen.client.make(given, chosen.choice);
}

const all: readonly Made[] = choices.map((choice) => ({ name: Object.values(choice).join(' '), os: choice.os, texts: make(choice) }));

function fileOf(texts: SetupTexts, end: string): SetupFile {
  const file = texts.files.find(({ path }) => path.endsWith(end));
  assert.ok(file !== undefined, `no file ends with ${end}`);
  return file;
}

test('every choice has files, commands, and a way back that names each file of its own', () => {
  assert.ok(all.length > 40);
  for (const { name, texts } of all) {
    assert.ok(texts.files.length > 0 && texts.commands.length > 0 && texts.undo.length > 0, name);
    const undo = texts.undo.map(({ line }) => line).join('\n');
    for (const { path } of texts.files.filter((file) => /^[/C]/.test(file.path))) assert.ok(undo.includes(path), `${name}: ${path}`);
    assert.equal(new Set(texts.files.map(({ path }) => path)).size, texts.files.length, name);
  }
});

test('every text is one line where it is one, and every file ends its last line', () => {
  for (const { name, texts } of all) {
    const lines = [...texts.commands, ...texts.undo].flatMap(({ line, purpose }) => [line, purpose]);
    for (const line of [...lines, ...texts.notes, ...texts.files.map(({ purpose }) => purpose)]) assert.match(line, /^\S.*\S$/, name);
    for (const { content } of texts.files) assert.match(content, /\S\r?\n$/, name);
  }
});

test('the same file is the same for every client, so that several fit on one machine', () => {
  const contents = new Map<string, string>();
  for (const { name, os, texts } of all) {
    for (const { path, content, isPart } of texts.files.filter((file) => file.path.startsWith('/') && !file.path.includes('containerd'))) {
      const key = `${os} ${path}`;
      assert.equal(contents.get(key) ?? content, content, `${name}: ${path}`);
      if (!isPart) contents.set(key, content);
    }
  }
});

test('docs/setup.md tells of every client and its variants, and of no others', () => {
  const page = readFileSync(new URL('../../docs/setup.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` \| (.*?) \|/gm)].map(([, client = '', variants = '']) => [client, variants.split(', ').map((variant) => variant.replaceAll('`', ''))]);
  assert.deepEqual(rows, Object.entries(setupClients).map(([client, { variants }]) => [client, Object.keys(variants)]));
  assert.deepEqual([...page.matchAll(/^## (.*)$/gm)].map(([, client]) => client), Object.keys(setupClients));
});

test('who names nothing gets what most have', () => {
  const defaults = Object.keys(setupClients).map((client) => {
    const chosen = chooseSetup({ client });
    return chosen.kind === 'chosen' ? `${client} ${chosen.choice.os} ${chosen.choice.variant}` : client;
  });
  assert.deepEqual(defaults, [
    'docker-engine debian systemd', 'docker-cli debian wrapper', 'docker-desktop macos profile', 'containerd debian 2.x', 'podman debian location', 'cri-o debian location', 'buildkit debian buildx',
    'k3s linux registries', 'kubernetes any pull-secret',
  ]);
  assert.deepEqual(chooseSetup({ client: 'docker-desktop', os: 'windows' }), { kind: 'chosen', client: setupClients['docker-desktop'], choice: { os: 'windows', variant: 'registry-key' } });
  assert.deepEqual(chooseSetup({ client: 'docker-desktop', os: 'windows', variant: 'plist' }), { kind: 'unknown', field: 'variant', known: ['registry-key', 'registry-json'] });
  assert.deepEqual(chooseSetup({ client: 'podman', os: 'windows' }), { kind: 'unknown', field: 'os', known: ['debian', 'fedora', 'suse', 'arch', 'alpine'] });
  assert.equal(chooseSetup({ client: 'constructor' }).kind, 'unknown');
});

const byProxy = ['docker-engine', 'docker-cli', 'docker-desktop', 'buildkit'];
const byGateway = ['containerd', 'podman', 'cri-o', 'k3s'];

const obstacles: readonly { readonly name: string; readonly given: Partial<SetupFacts>; readonly clients: readonly string[]; readonly tells: RegExp }[] = [
  { name: 'the proxy is off', given: { proxyUrl: undefined }, clients: byProxy, tells: /set proxy\.listen, and proxy\.public_url/ },
  { name: 'the proxy listens everywhere, without a public address', given: { proxyUrl: 'http://0.0.0.0:3128' }, clients: byProxy, tells: /set proxy\.public_url/ },
  { name: 'there is no authority', given: { caPem: undefined }, clients: byProxy, tells: /no certificate authority yet/ },
  { name: 'the gateway listens everywhere, without a public address', given: { gatewayUrl: 'http://0.0.0.0:5000' }, clients: byGateway, tells: /set gateway\.public_url/ },
  { name: 'the gateway has no TLS', given: { gatewayUrl: 'http://gate.example.com' }, clients: byGateway, tells: /set gateway\.tls, or gateway\.public_url/ },
  { name: 'an address that URL takes and no client should be given', given: { gatewayUrl: 'https://gate$(id).example.com' }, clients: [...byProxy, ...byGateway, 'kubernetes'], tells: /gateway\.public_url is no address/ },
  { name: 'who asks is in no organization', given: { organizations: [] }, clients: ['docker-desktop'], tells: /no organization/ },
];

for (const { name, given, clients, tells } of obstacles) {
  test(`an obstacle is told with the setting that helps, and makes no file: ${name}`, () => {
    const found = Object.keys(setupClients).filter((client) => obstacleOf(client, { ...facts, ...given }) !== undefined);
    assert.deepEqual(found.toSorted(), clients.toSorted());
    for (const client of clients) assert.throws(() => make({ client }, { ...facts, ...given }), (error) => error instanceof SetupObstacle && tells.test(error.message), client);
  });
}

test('a gateway on this machine alone works there in plain HTTP, and says so', () => {
  for (const client of byGateway) {
    const { notes } = make({ client }, { ...facts, gatewayUrl: 'http://127.0.0.1:5000' });
    assert.ok(notes.some((note) => note.includes('its own machine alone')), client);
  }
  assert.match(fileOf(make({ client: 'podman' }, { ...facts, gatewayUrl: 'http://127.0.0.1:5000' }), 'pullgate.conf').content, /location = "127\.0\.0\.1:5000"\ninsecure = true/);
});

test('without an authority of its own behind the gateway no file of it is made', () => {
  for (const client of byGateway) {
    const { files } = make({ client }, { ...facts, gatewayCaPem: undefined });
    assert.ok(files.every(({ path, content }) => !path.endsWith('.crt') && !content.includes('.crt')), client);
    assert.ok(make({ client }).files.some(({ content }) => content === facts.gatewayCaPem), client);
  }
});

test('YAML and JSON hold the texts as they were', () => {
  assert.deepEqual(parse(fileOf(make({ client: 'k3s' }), 'registries.yaml').content), {
    mirrors: Object.fromEntries([...facts.registries, '*'].map((registry) => [registry, { endpoint: ['https://gate.example.com:5000'] }])),
    configs: { 'gate.example.com:5000': { tls: { ca_file: '/etc/rancher/k3s/pullgate-gateway.crt' } } },
  });
  const secret = parse(fileOf(make({ client: 'kubernetes' }), 'pull-secret.yaml').content) as { readonly type: string; readonly stringData: Readonly<Record<string, string>> };
  assert.equal(secret.type, 'kubernetes.io/dockerconfigjson');
  const { auths } = JSON.parse(secret.stringData['.dockerconfigjson'] ?? '') as { readonly auths: object };
  assert.deepEqual(Object.keys(auths), ['https://index.docker.io/v1/', 'ghcr.io', 'localhost:5001', 'gate.example.com:5000']);
  assert.deepEqual(JSON.parse(fileOf(make({ client: 'docker-engine', variant: 'daemon-json' }), 'daemon.json').content), {
    proxies: { 'http-proxy': facts.proxyUrl, 'https-proxy': facts.proxyUrl, 'no-proxy': 'localhost,127.0.0.1,::1,gate.example.com' },
  });
  assert.deepEqual(JSON.parse(fileOf(make({ client: 'docker-desktop', os: 'linux' }), 'registry.json').content), { allowedOrgs: facts.organizations });
});

test('a registry file of Windows holds one UTF-16 text for each organization', () => {
  const { content } = fileOf(make({ client: 'docker-desktop', os: 'windows' }), '.reg');
  assert.match(content, /^Windows Registry Editor Version 5\.00\r\n\r\n\[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Docker\\Docker Desktop\]\r\n/);
  const bytes = /^"allowedOrgs"=hex\(7\):([0-9a-f,]+)\r\n$/m.exec(content)?.[1]?.split(',').map((byte) => Number.parseInt(byte, 16)) ?? [];
  assert.equal(new TextDecoder('utf-16le').decode(Uint8Array.from(bytes)), 'acme\0globex\0\0');
});
