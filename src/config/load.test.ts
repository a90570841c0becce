import assert from 'node:assert/strict';
import test from 'node:test';
import { loadConfig } from './load.ts';
import type { ConfigSources } from './sources.ts';

const files: Record<string, string> = {
  'good.yaml': 'data: ./elsewhere\ngateway:\n  listen: 0.0.0.0:443\n  tls: { certificate_file: cert.pem, key_file: key.pem }\nupstreams:\n  ghcr.io:\n    address: https://ghcr.io\n    username: robot\n    password_file: password\n',
  'cert.pem': 'certificate',
  'key.pem': 'key',
  password: 's3cret value\n',
};
const readText = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error('ENOENT: no such file');
  return text;
};
const load = (sources: Partial<ConfigSources> & { yaml?: string }) =>
  loadConfig({
    argv: sources.yaml === undefined ? (sources.argv ?? []) : ['--config', 'c.yaml', ...(sources.argv ?? [])],
    env: sources.env ?? {},
    readText: (path) => (path === 'c.yaml' && sources.yaml !== undefined ? sources.yaml : readText(path)),
  });
const configOf = (sources: Parameters<typeof load>[0]) => {
  const loaded = load(sources);
  return loaded.kind === 'config' ? loaded.config : assert.fail(JSON.stringify(loaded));
};
const problemsOf = (sources: Parameters<typeof load>[0]) => {
  const loaded = load(sources);
  return loaded.kind === 'problems' ? loaded.problems : assert.fail(`no problem was reported: ${JSON.stringify(loaded)}`);
};

test('nothing set: embedded defaults, Docker Hub as the upstream', () => {
  const config = configOf({});
  assert.equal(config.dataFolder, './data');
  assert.deepEqual([config.gateway.host, config.gateway.port, config.admin.port], ['127.0.0.1', 5000, 8080]);
  assert.deepEqual(config.upstreams.map(({ registry, address }) => ({ registry, address })), [{ registry: 'docker.io', address: 'https://registry-1.docker.io' }]);
  assert.equal(config.recordsRetentionDays, 90);
});

test('flags win over variables, variables over the file', () => {
  const yaml = 'data: ./file\nadmin:\n  listen: 127.0.0.1:1\ngateway:\n  listen: 127.0.0.1:1\n';
  const config = configOf({ yaml, env: { PULLGATE_DATA: './variable', PULLGATE_ADMIN_LISTEN: '127.0.0.1:2' }, argv: ['--data', './flag'] });
  assert.deepEqual([config.dataFolder, config.admin.port, config.gateway.port], ['./flag', 2, 1]);
});

test('a file is read whole, with the files that it names', () => {
  const config = configOf({ argv: ['--config', 'good.yaml'] });
  assert.deepEqual(config.gateway.tls, { certificateFile: 'cert.pem', keyFile: 'key.pem' });
  assert.deepEqual(config.upstreams[0]?.credential, { username: 'robot', password: 's3cret value' });
});

test('a variable may be given as a file', () => {
  assert.equal(configOf({ env: { PULLGATE_OWNER_PASSWORD_FILE: 'password' } }).firstStart.ownerPassword, 's3cret value');
  assert.match(problemsOf({ env: { PULLGATE_OWNER_PASSWORD_FILE: 'password', PULLGATE_OWNER_PASSWORD: 'x' } }).join(), /set one of them/);
  assert.match(problemsOf({ env: { PULLGATE_OWNER_PASSWORD_FILE: 'nowhere' } }).join(), /PULLGATE_OWNER_PASSWORD_FILE: nowhere cannot be read/);
});

test('a variable holds a list with commas', () => {
  const { gateway } = configOf({ env: { PULLGATE_ALLOWED_ORGS: 'acme, globex', PULLGATE_TRUSTED_PROXIES: '10.0.0.0/8,::1,fd00::/8' } });
  assert.deepEqual([gateway.allowedOrganizations, gateway.trustedProxies], [['acme', 'globex'], ['10.0.0.0/8', '::1', 'fd00::/8']]);
  assert.match(problemsOf({ env: { PULLGATE_TRUSTED_PROXIES: 'nowhere' } }).join(), /^PULLGATE_TRUSTED_PROXIES: gateway\.trusted_proxies\.0: `nowhere`/);
});

test('--upstream may be repeated', () => {
  const { upstreams } = configOf({ argv: ['--upstream', 'docker.io=http://127.0.0.1:5001', '--upstream=ghcr.io=http://127.0.0.1:5002'] });
  assert.deepEqual(upstreams.map(({ registry, address }) => `${registry} ${address}`), ['docker.io http://127.0.0.1:5001', 'ghcr.io http://127.0.0.1:5002']);
});

test('every problem is reported at once, each with its place', () => {
  const problems = problemsOf({
    yaml: 'data: ./x\ngateway:\n  listen: nope\n  tls: { certificate_file: a }\nbogus: 1\nupstreams:\n  ghcr.io: { address: "https://ghcr.io/x", username: bob }\n  NOT A NAME: { address: "https://x.io" }\nrecords:\n  retention_days: 0.5\n',
    env: { PULLGATE_ADMIN_LISTEN: 'x', PULLGATE_ADMIN_TLS_KEY_FILE: 'k' },
    argv: ['--zzz', '--upstream', 'foo', 'word', '--data'],
  });
  const expected = [
    '--zzz: there is no such flag: see --help',
    'word: is not a flag: see --help',
    '--data: needs a value',
    '--upstream foo: write it like',
    'c.yaml:3: gateway.listen: is not HOST:PORT',
    'c.yaml:4: gateway.tls.key_file: is missing',
    'c.yaml:5: bogus: there is no such setting',
    'c.yaml:7: upstreams.ghcr.io.address: is not an address',
    'c.yaml:7: upstreams.ghcr.io: needs both username and password_file',
    'c.yaml:8: upstreams.NOT A NAME: is not the name of a registry',
    'c.yaml:10: records.retention_days: must be a whole number',
    'PULLGATE_ADMIN_LISTEN: admin.listen: is not HOST:PORT',
    'PULLGATE_ADMIN_TLS_KEY_FILE: admin.tls.certificate_file: is missing',
  ];
  for (const start of expected) assert.ok(problems.some((problem) => problem.startsWith(start)), `missing: ${start}\ngot:\n${problems.join('\n')}`);
  assert.equal(problems.length, expected.length, problems.join('\n'));
});

const refused: readonly { name: string; yaml: string; problem: RegExp }[] = [
  { name: 'a syntax error', yaml: 'data: "x\n', problem: /^c\.yaml:\d+: / },
  { name: 'a key given twice', yaml: 'data: a\ndata: b\n', problem: /^c\.yaml:2: .*unique/i },
  { name: 'a list where settings belong', yaml: '- a\n', problem: /c\.yaml:1: must hold settings/ },
  { name: 'a file that is not there', yaml: 'upstreams:\n  docker.io:\n    address: http://127.0.0.1:1\n    ca_file: nowhere.pem\n', problem: /upstreams\.docker\.io\.ca_file: nowhere\.pem cannot be read/ },
  { name: 'an authority file without a certificate', yaml: 'gateway:\n  public_ca_file: password\n', problem: /gateway\.public_ca_file: password holds no certificate/ },
  { name: 'an authority of receivers without a certificate', yaml: 'webhooks:\n  ca_file: password\n', problem: /webhooks\.ca_file: password holds no certificate/ },
  { name: 'a catalog that is not JSON', yaml: 'catalog_file: password\n', problem: /catalog_file: password is not JSON/ },
  { name: 'a short password', yaml: 'first_start: { owner_password: short }\n', problem: /c\.yaml:1: first_start\.owner_password: must have at least 8/ },
  { name: 'a proxy that is no address', yaml: 'gateway:\n  trusted_proxies: [10.0.0.0/8, proxy.example]\n', problem: /^c\.yaml:2: gateway\.trusted_proxies\.1: `proxy\.example` is no address and no network/ },
  { name: 'a network with too many bits', yaml: 'gateway:\n  trusted_proxies: 10.0.0.0/33\n', problem: /^c\.yaml:2: gateway\.trusted_proxies\.0: `10\.0\.0\.0\/33` is no address and no network/ },
  { name: 'nobody as the allowed organizations', yaml: 'gateway:\n  allowed_organizations: []\n', problem: /^c\.yaml:2: gateway\.allowed_organizations: is empty/ },
  { name: "another of Docker Hub's hosts", yaml: 'upstreams: { index.docker.io: { address: "https://x.io" } }\n', problem: /upstreams\.index\.docker\.io: is not the name/ },
];
for (const { name, yaml, problem } of refused) {
  test(`refused: ${name}`, () => {
    const problems = problemsOf({ yaml });
    assert.ok(problems.some((line) => problem.test(line)), problems.join('\n'));
  });
}

test('no problem shows the value of a secret', () => {
  assert.doesNotMatch(problemsOf({ env: { PULLGATE_OWNER_PASSWORD: 'hunter2' } }).join(), /hunter2/);
});

test('an unknown variable is a warning, unless it is known to be of others', () => {
  const loaded = load({ env: { PULLGATE_DATTA: 'x', PULLGATE_TEST_ALL: '1', PULLGATE_PORT_5000_TCP_ADDR: '10.0.0.1', PULLGATE_SERVICE_HOST: '10.0.0.1' } });
  assert.deepEqual(loaded.kind === 'config' && loaded.warnings, ['PULLGATE_DATTA: there is no such setting: see docs/config.md']);
});
