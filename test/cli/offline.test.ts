// What the command line does without any server: checks by a policy file, the shipped catalog, usage errors, exit codes.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { openCommandLine } from './command-line.ts';

const policy = `organization: acme
restricted_images:
  enabled: true
  allow_verified_publishers: false
  help_text: "ask in #images"
  allowlist:
    enabled: true
    repositories: [someuser/allowed]
namespaces: [acme-labs]
catalog_overrides:
  - { namespace: goodies, category: official }
registry_access_management:
  enabled: true
  custom_registries:
    - { address: ghcr.io, allowed: true }
`;

/** The columns of a table's rows, without its titles. */
function rows(table: string): readonly (readonly string[])[] {
  return table.trimEnd().split('\n').slice(1).map((row) => row.split(/ {2,}/));
}

test('a check by a policy file tells answer, rule, category and reason of every image, and ends with 1 when one is refused', async (t) => {
  const { folder, start } = openCommandLine(t);
  writeFileSync(join(folder, 'policy.yaml'), policy);
  const { code, stdout, stderr } = await start(['image', 'check', '--policy', 'policy.yaml', 'nginx:1.27', 'grafana/grafana', 'someuser/allowed', 'acme-labs/app', 'goodies/x', 'ghcr.io/owner/image', 'quay.io/owner/image']);
  assert.equal(stderr, '');
  assert.deepEqual(rows(stdout), [
    ['nginx:1.27', 'permit', 'category', 'official', 'library/* on Docker Hub'],
    ['grafana/grafana', 'deny', 'category', 'verified-publisher', 'image access denied: verified publisher images not allowed (grafana/grafana, organization acme). ask in #images'],
    ['someuser/allowed', 'permit', 'allowlist', 'community', 'on the allowlist'],
    ['acme-labs/app', 'permit', 'category', 'organization', 'acme-labs belongs to acme'],
    ['goodies/x', 'permit', 'category', 'official', 'set by the policy file'],
    ['ghcr.io/owner/image', 'permit', 'other-registry', '-', 'image access speaks of Docker Hub alone'],
    ['quay.io/owner/image', 'deny', 'registry-access', '-', 'registry access to quay.io is not allowed (organization acme). ask in #images'],
  ]);
  assert.equal(code, 1);
});

const answers: readonly { readonly name: string; readonly words: readonly string[]; readonly input?: string; readonly code: number; readonly stdout: RegExp }[] = [
  { name: 'all permitted ends with 0', words: ['--policy', 'policy.yaml', 'nginx'], code: 0, stdout: /permit/ },
  { name: 'an owner may pull everything', words: ['--policy', 'policy.yaml', '--role', 'owner', 'someuser/x'], code: 0, stdout: /owners may pull everything/ },
  { name: 'the organization can be named', words: ['--policy', 'policy.yaml', '--org', 'globex', 'acme/x'], code: 1, stdout: /organization globex/ },
  { name: 'the images come from stdin', words: ['--policy', 'policy.yaml', '-'], input: '# images\nnginx\n\nredis:7\n', code: 0, stdout: /nginx.*\nredis:7 /s },
  { name: 'the policy comes from stdin, as JSON', words: ['--policy', '-', 'someuser/x'], input: '{"restricted_images":{"enabled":true,"mode":"audit"}}', code: 0, stdout: /deny \(audit\).*let through/ },
  { name: 'an empty policy is that of a new organization: off', words: ['--policy', '-', 'someuser/x'], input: '{}', code: 0, stdout: /image access is off/ },
];

for (const { name, words, input = '', code, stdout } of answers) {
  test(`image check: ${name}`, async (t) => {
    const { folder, start } = openCommandLine(t);
    writeFileSync(join(folder, 'policy.yaml'), policy);
    const ended = await start(['image', 'check', ...words], { input });
    assert.deepEqual({ code: ended.code, stderr: ended.stderr }, { code, stderr: '' });
    assert.match(ended.stdout, stdout);
  });
}

test('--json prints the results in the shape of the admin API', async (t) => {
  const { folder, start } = openCommandLine(t);
  writeFileSync(join(folder, 'policy.yaml'), policy);
  const { stdout } = await start(['image', 'check', '--json', '--policy', 'policy.yaml', 'someuser/x']);
  assert.deepEqual(JSON.parse(stdout), {
    results: [
      {
        image: 'someuser/x',
        registry: 'docker.io',
        repository: 'someuser/x',
        effect: 'deny',
        enforced: true,
        rule: 'category',
        category: 'community',
        source: { kind: 'unlisted' },
        reason: 'image access denied: community images not allowed (someuser/x, organization acme). ask in #images',
        organization: 'acme',
        revision: null,
      },
    ],
  });
});

test('every image that a Dockerfile builds from is checked', async (t) => {
  const { folder, start } = openCommandLine(t);
  writeFileSync(join(folder, 'policy.yaml'), policy);
  writeFileSync(join(folder, 'Dockerfile'), 'ARG BASE=node\nFROM ${BASE}:22 AS build\nCOPY --from=someuser/tool /a /b\nFROM build\n');
  const { stdout, code } = await start(['image', 'check', '--policy', 'policy.yaml', '--dockerfile', 'Dockerfile']);
  assert.deepEqual(rows(stdout).map(([image, answer]) => [image, answer]), [['node:22', 'permit'], ['someuser/tool', 'deny']]);
  assert.equal(code, 1);
});

test('every problem of a policy file is told with its line, and nothing is decided', async (t) => {
  const { folder, start } = openCommandLine(t);
  const bad = ['restricted_images:', '  enabled: yes please', '  allow_everything: true', '  mode: strict', '  allowlist:', '    enabled: true', '    repositories:', '      - fine/one', "      - '*'", 'sign_in: { enforced: true, anonymous: members_policy }', 'colour: red', ''].join('\n');
  writeFileSync(join(folder, 'bad.yaml'), bad);
  const { code, stdout, stderr } = await start(['image', 'check', '--policy', 'bad.yaml', 'nginx']);
  assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  assert.deepEqual(stderr.trimEnd().split('\n').map((line) => /^ {2}bad\.yaml:\d+: [\w.[\]]+/.exec(line)?.[0] ?? line), [
    'pullgate: bad.yaml is no policy: correct these 6 problems',
    '  bad.yaml:2: restricted_images.enabled',
    '  bad.yaml:3: restricted_images.allow_everything',
    '  bad.yaml:4: restricted_images.mode',
    '  bad.yaml:9: restricted_images.allowlist.repositories[1]',
    '  bad.yaml:10: sign_in',
    '  bad.yaml:11: colour',
  ]);
});

test('the policy that docs/cli.md shows is one', async (t) => {
  const docs = readFileSync(fileURLToPath(new URL('../../docs/cli.md', import.meta.url)), 'utf8');
  const input = /```yaml\n(.*?)```/s.exec(docs)?.[1] ?? '';
  const { code, stdout, stderr } = await openCommandLine(t).run(['image', 'check', '--policy', '-', 'nginx', 'grafana/grafana', 'bitnami/redis'], { input });
  assert.equal(stderr, '');
  assert.deepEqual(rows(stdout).map(([image, answer]) => `${image ?? ''} ${answer ?? ''}`), ['nginx permit', 'grafana/grafana permit', 'bitnami/redis deny']);
  assert.equal(code, 1);
});

const twice = 'registry_access_management:\n  custom_registries:\n    - { address: ghcr.io, allowed: true }\n    - { address: GHCR.io, allowed: false }\n';

const failures: readonly { readonly words: readonly string[]; readonly input?: string; readonly stderr: RegExp }[] = [
  { words: ['image', 'check', '--policy', '-', 'nginx'], input: twice, stderr: /^pullgate: stdin is no policy: correct this\n {2}stdin:4: .*listed twice.*\n$/ },
  { words: ['image', 'check', '--policy', '-', 'nginx'], input: 'restricted_images: { enabled: maybe, mode: x }', stderr: /:1: restricted_images\.enabled: must be true or false\n.*:1: restricted_images\.mode: must be one of enforce, audit\n$/ },
  { words: ['image', 'check', '--policy', '-', 'nginx'], input: 'a: [b\n', stderr: /^pullgate: stdin is no policy: correct this\n {2}stdin:\d+: .*\n$/ },
  { words: ['image', 'check', '--policy', '-', 'nginx'], input: 'a: 1\na: 2\n', stderr: /stdin:2: map keys must be unique/ },
  { words: ['image', 'check', '--policy', '/nowhere/missing.yaml', 'nginx'], stderr: /^pullgate: cannot read \/nowhere\/missing\.yaml: there is no such file\n$/ },
  { words: ['image', 'check', '--policy', '-'], stderr: /^pullgate: no image to check: name one, .*\n$/ },
  { words: ['image', 'check', '--policy', '-', '-'], stderr: /^pullgate: stdin can be only one of .*\n$/ },
  { words: ['image', 'check', '--policy', '-', 'Bad Name', 'a//b'], input: '{}', stderr: /^pullgate: not every name is an image: .*\n {2}Bad Name: .*\n {2}a\/\/b: .*\n$/ },
  { words: ['image', 'check', '--policy', '-', '--user', 'jane', 'nginx'], stderr: /^pullgate: --user asks the server and --policy does not: .*\n$/ },
  { words: ['image', 'check', '--policy', '-', '--push', 'acme/app'], stderr: /^pullgate: --push asks the server, which knows the person, and --policy does not: .*\n$/ },
  { words: ['image', 'check', '--role', 'owner', 'nginx'], stderr: /^pullgate: --role goes with --policy: .*\n$/ },
  { words: ['image', 'check', 'nginx'], stderr: /^pullgate: not signed in at http:\/\/127\.0\.0\.1:8080: run pullgate login, .*\n$/ },
  { words: ['image', 'check', 'nginx', '-u', 'jane'], stderr: /^pullgate: no password for jane: put it in PULLGATE_PASSWORD, .*\n$/ },
  { words: ['image', 'check', 'nginx', '--server', 'http://host/path', '-u', 'jane'], stderr: /^pullgate: --server is no address of a server: .*\n$/ },
  { words: ['image', 'chek'], stderr: /^pullgate: unknown command 'chek' \(did you mean check\?\): see pullgate image --help\n$/ },
  { words: ['image'], stderr: /^pullgate: pullgate image needs a command: check: see pullgate image --help\n$/ },
  { words: ['policy', 'set'], stderr: /^pullgate: nothing to set: name a change .*\n$/ },
  { words: ['policy', 'set', '--enabledd'], stderr: /^pullgate: unknown option '--enabledd' \(did you mean --enabled\?\): see pullgate policy set --help\n$/ },
  { words: ['policy', 'set', '--mode', 'strict'], stderr: /^pullgate: option '--mode <mode>' argument 'strict' is invalid: allowed choices are enforce, audit: see .*\n$/ },
  { words: ['policy', 'set', '--registry', 'ghcr.io'], stderr: /is invalid: write it as ghcr\.io=allow or ghcr\.io=deny: see .*\n$/ },
  { words: ['policy', 'set', '--enabled', '--file', 'policy.yaml'], stderr: /^pullgate: give --file or the changes themselves, not both\n$/ },
  { words: ['policy', 'rollback', 'x'], stderr: /^pullgate: value 'x' is invalid for argument 'revision': give the number of a revision, .*\n$/ },
  { words: ['policy', 'show', '--json', '--yaml'], stderr: /^pullgate: option '--yaml' cannot be used with option '--json': .*\n$/ },
  { words: ['pulls', 'list', '--since', 'yesterday'], stderr: /is invalid: write a duration such as 30m, 1h or 7d, .*\n$/ },
  { words: ['pulls', 'list', '--limit', '0'], stderr: /is invalid: give a number from 1 to 10000: .*\n$/ },
  { words: ['token', 'create'], stderr: /^pullgate: required option '--label <text>' not specified: see pullgate token create --help\n$/ },
  { words: ['catalog', 'show', '--offline', 'ghcr.io/owner'], stderr: /^pullgate: ghcr\.io\/owner is no namespace of Docker Hub: .*\n$/ },
  { words: ['serve'], stderr: /^pullgate: the server is started by the launcher: run npx pullgate serve, or npm start\n$/ },
  { words: ['login'], stderr: /^pullgate: say who you are: pullgate login --username NAME\n$/ },
];

for (const { words, input = '', stderr } of failures) {
  test(`bad usage ends with 2 and says what to do: pullgate ${words.join(' ')}${input === '' ? '' : ` < ${JSON.stringify(input)}`}`, async (t) => {
    const ended = await openCommandLine(t).run(words, { input });
    assert.deepEqual({ code: ended.code, stdout: ended.stdout }, { code: 2, stdout: '' });
    assert.match(ended.stderr, stderr);
  });
}

test('the process itself ends with 2 and one line on stderr', async (t) => {
  const ended = await openCommandLine(t).start(['policy', 'show']);
  assert.deepEqual(ended, { code: 2, stdout: '', stderr: 'pullgate: not signed in at http://127.0.0.1:8080: run pullgate login, or give --username and the password in PULLGATE_PASSWORD\n' });
});

test('the shipped catalog is read without a server', async (t) => {
  const { run } = openCommandLine(t);
  const [listed, official, unlisted] = await Promise.all(['grafana', 'library', 'nobody-at-all'].map((name) => run(['catalog', 'show', '--offline', '--json', name])));
  const entry = JSON.parse(listed?.stdout ?? '') as { readonly category: string; readonly source: { readonly evidence: string } };
  assert.equal(entry.category, 'verified-publisher');
  assert.notEqual(entry.source.evidence, '');
  assert.deepEqual(JSON.parse(official?.stdout ?? ''), { namespace: 'library', category: 'official', badge: 'official', source: { kind: 'library' } });
  assert.deepEqual(JSON.parse(unlisted?.stdout ?? ''), { namespace: 'nobody-at-all', category: 'community', badge: null, source: { kind: 'unlisted' } });
});

test('help and version are no failures, and go to stdout', async (t) => {
  const { run, start } = openCommandLine(t);
  const [alone, help, ofCommand, version] = [await run([]), await run(['--help']), await run(['help', 'policy', 'rollback']), await start(['--version'])];
  assert.equal(alone.stdout, help.stdout);
  assert.match(ofCommand.stdout, /^Usage: pullgate policy rollback /);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  for (const { code, stderr } of [alone, help, ofCommand, version]) assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
});

test('nothing but a terminal gets colours', async (t) => {
  const { start } = openCommandLine(t);
  const { stdout } = await start(['image', 'check', '--policy', '-', 'nginx'], { input: '{}', env: { FORCE_COLOR: '1', TERM: 'xterm-256color' } });
  assert.doesNotMatch(stdout, /\u001b/);
});
