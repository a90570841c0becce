// What the command line does with a server: the real admin plane, over HTTP.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { password } from '../admin/installation.ts';
import { serveInstallation } from './serve-installation.ts';

/** The columns of a table's rows, without its titles. */
function rows(table: string): readonly (readonly string[])[] {
  return table.trimEnd().split('\n').slice(1).map((row) => row.split(/ {2,}/));
}

const refusedImage = 'someuser/custom-image';

test('one pasted line switches image access on, on a machine that has never seen the command line', async (t) => {
  const { cli, server } = await serveInstallation(t, { withSecondOrganization: false });
  const ended = await cli.start(['policy', 'set', '--enabled', '--username', 'owner', '--server', server], { env: { PULLGATE_PASSWORD: password } });
  assert.deepEqual(ended, { code: 0, stdout: 'The policy of acme is now revision 2:\n  restricted_images.enabled: false -> true\n', stderr: '' });
  assert.deepEqual(await cli.run(['policy', 'set', '--enabled']), { code: 0, stdout: 'Unchanged: the policy of acme is revision 2 as before.\n', stderr: '' });
});

test('a change reaches the check of the person that it is for, and not of an owner', async (t) => {
  const { cli } = await serveInstallation(t);
  const check = async (...words: readonly string[]) => {
    const { code, stdout } = await cli.run(['image', 'check', refusedImage, ...words]);
    return { code, answer: rows(stdout)[0]?.slice(1, 3).join(' ') };
  };
  assert.deepEqual(await check('--user', 'developer'), { code: 0, answer: 'permit image-access-off' });
  await cli.run(['policy', 'set', '--enabled']);
  assert.deepEqual(await check('--user', 'developer'), { code: 1, answer: 'deny category' });
  assert.deepEqual(await check(), { code: 0, answer: 'permit owner' });
  await cli.run(['policy', 'set', '--allowlist', '--allow', refusedImage]);
  assert.deepEqual(await check('--user', 'developer'), { code: 0, answer: 'permit allowlist' });
  await cli.run(['policy', 'set', '--disallow', `docker.io/${refusedImage}`, '--mode', 'audit']);
  assert.deepEqual(await check('--user', 'developer'), { code: 0, answer: 'deny (audit) category' });
});

test('a check of more images than a request takes answers all of them, in their order', async (t) => {
  const { cli } = await serveInstallation(t);
  const images = Array.from({ length: 230 }, (_, index) => `someuser/image-${index}`);
  const { stdout } = await cli.run(['image', 'check', '--json', '-'], { input: images.join('\n') });
  const { results } = JSON.parse(stdout) as { readonly results: readonly { readonly image: string }[] };
  assert.deepEqual(results.map(({ image }) => image), images);
});

test('every flag of policy set reaches its setting', async (t) => {
  const { cli } = await serveInstallation(t, { withSecondOrganization: false });
  const words = [
    '--enabled --no-official --no-verified-publishers --sponsored-open-source --community --mode audit --allowlist --allow a/b --allow c/*',
    '--add-namespace acme-labs --override goodies=verified-publisher --registry-access --registry ghcr.io=deny --registry quay.io=allow --registry docker.io=deny',
    '--sign-in anonymous --namespace-access',
  ].flatMap((line) => line.split(' '));
  const { code, stderr } = await cli.run(['policy', 'set', '--help-text', 'ask in #images', ...words]);
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  const shown = JSON.parse((await cli.run(['policy', 'show', '--json'])).stdout) as { catalog_overrides: readonly object[]; revision: number };
  assert.deepEqual(
    { ...shown, revision: 0, catalog_overrides: shown.catalog_overrides.map((override) => ({ ...override, at: '' })) },
    {
      organization: 'acme',
      restricted_images: {
        enabled: true,
        allow_official_images: false,
        allow_verified_publishers: false,
        allow_sponsored_open_source: true,
        allow_community_images: true,
        mode: 'audit',
        allowlist: { enabled: true, repositories: ['a/b', 'c/*'] },
        help_text: 'ask in #images',
      },
      namespace_access: { enabled: true },
      sign_in: { enforced: false, anonymous: 'members_policy' },
      namespaces: ['acme-labs'],
      catalog_overrides: [{ namespace: 'goodies', category: 'verified-publisher', by: 'owner', at: '' }],
      revision: 0,
      registry_access_management: {
        enabled: true,
        standard_registries: [{ id: 'DockerHub', allowed: false }],
        custom_registries: [{ address: 'ghcr.io', friendly_name: '', allowed: false }, { address: 'quay.io', friendly_name: '', allowed: true }],
      },
    },
  );
  const back = '--no-enabled --official --verified-publishers --no-sponsored-open-source --no-community --mode enforce --no-allowlist --disallow a/b --disallow c/* --remove-namespace acme-labs --remove-override goodies';
  await cli.run(['policy', 'set', '--help-text', '', ...`${back} --no-registry-access --registry docker.io=allow --remove-registry ghcr.io --remove-registry https://QUAY.io/ --sign-in enforced --no-namespace-access`.split(' ')]);
  const { stdout } = await cli.run(['policy', 'rollback', '1']);
  assert.match(stdout, /^Unchanged: the policy of acme already is as at revision 1; it is revision \d+\.\n$/);
});

test('a wrong part of a change keeps all of it from being made', async (t) => {
  const { cli } = await serveInstallation(t);
  const { code, stderr } = await cli.run(['policy', 'set', '--enabled', '--allow', '*', '--registry', 'docker.io/x=deny']);
  assert.equal(code, 2);
  assert.match(stderr, /^pullgate: nothing is changed: correct these\n {2}restricted_images\.allowlist\.repositories.*\n {2}custom_registries.*\n$/);
  assert.match((await cli.run(['policy', 'history'])).stdout, /^REVISION .*\n1 .*first settings\n$/);
});

test('changes made at the same time all get through', async (t) => {
  const { cli } = await serveInstallation(t);
  const names = ['a/a', 'b/b', 'c/c', 'd/d'];
  const ended = await Promise.all(names.map((name) => cli.run(['policy', 'set', '--allowlist', '--allow', name])));
  assert.deepEqual(ended.map(({ code, stderr }) => ({ code, stderr })), names.map(() => ({ code: 0, stderr: '' })));
  const { stdout } = await cli.run(['policy', 'show', '--json']);
  const { restricted_images: images } = JSON.parse(stdout) as { restricted_images: { allowlist: { repositories: readonly string[] } } };
  assert.deepEqual(images.allowlist.repositories.toSorted(), names);
});

test('what policy show prints can be set again, and decides offline as the server does', async (t) => {
  const { cli } = await serveInstallation(t);
  await cli.run(['policy', 'set', '--enabled', '--no-verified-publishers', '--allowlist', '--allow', 'grafana/*', '--help-text', 'ask: "us"', '--registry-access', '--registry', 'ghcr.io=deny']);
  for (const format of ['--yaml', '--json']) {
    const { stdout: file } = await cli.run(['policy', 'show', format]);
    const path = join(cli.folder, 'policy');
    writeFileSync(path, file);
    assert.match((await cli.run(['policy', 'set', '--file', '-'], { input: file })).stdout, /^Unchanged/);
    const images = ['nginx', 'grafana/grafana', 'bitnami/redis', 'ghcr.io/owner/image', 'acme/app', refusedImage];
    const answers = async (...words: readonly string[]): Promise<unknown> => JSON.parse((await cli.run(['image', 'check', '--json', ...words, ...images])).stdout);
    assert.deepEqual(await answers('--policy', path), await answers('--user', 'developer'));
    await cli.run(['policy', 'set', '--no-enabled', '--registry', 'ghcr.io=allow']);
    assert.match((await cli.run(['policy', 'set', '--file', path])).stdout, /is now revision \d+:\n {2}restricted_images\.enabled: false -> true\n {2}registry_access_management\.custom_registries: \+ghcr\.io=deny -ghcr\.io=allow\n$/);
  }
});

test('policy show is a page to read; history and rollback show the way back', async (t) => {
  const { cli } = await serveInstallation(t);
  await cli.run(['policy', 'set', '--enabled', '--allowlist', '--allow', 'grafana/*']);
  const page = (await cli.run(['policy', 'show'])).stdout;
  for (const line of [/^Organization {6}acme$/m, /^Image access {6}on$/m, /^official +allowed +library/m, /^community +refused +everything else$/m, /^Allowlist \(on\)\n {2}grafana\/\*$/m]) assert.match(page, line);
  assert.deepEqual(rows((await cli.run(['policy', 'history'])).stdout).map(([revision, , who]) => [revision, who]), [['2', 'owner'], ['1', 'owner']]);
  assert.match((await cli.run(['policy', 'show', '--revision', '1'])).stdout, /^Image access {6}off/m);
  assert.match((await cli.run(['policy', 'rollback', '1'])).stdout, /^The policy of acme is as at revision 1 again, now revision 3:\n {2}restricted_images\.enabled: true -> false\n/);
  assert.deepEqual(await cli.run(['policy', 'rollback', '99']), { code: 2, stdout: '', stderr: 'pullgate: revision not found: see pullgate policy history\n' });
});

test('personal access tokens are made, listed without secret, and revoked by label', async (t) => {
  const { cli } = await serveInstallation(t);
  const { stdout: secret } = await cli.run(['token', 'create', '--label', 'laptop', '--expires', '90d', '--quiet']);
  assert.match(secret, /^pgt_pat_\w+\n$/);
  const token = secret.trim();
  const listed = await cli.run(['token', 'list']);
  assert.match(listed.stdout, /laptop +repo:read /);
  assert.ok(!listed.stdout.includes(token));
  const reads = () => cli.run(['policy', 'show'], { password: token });
  assert.equal((await reads()).code, 0);
  const writes = await cli.run(['policy', 'set', '--enabled'], { password: token });
  assert.equal(writes.code, 2);
  assert.match((await cli.run(['token', 'revoke', 'laptop'])).stdout, /^Revoked the token "laptop" \([0-9a-f-]{36}\)\.\n$/);
  assert.equal((await reads()).code, 2);
  assert.deepEqual(await cli.run(['token', 'revoke', 'laptop']), { code: 2, stdout: '', stderr: 'pullgate: no token is called laptop: see pullgate token list\n' });
});

test('a token that has ended is listed as expired', async (t) => {
  const { cli, clock } = await serveInstallation(t);
  const hourMs = 3_600_000;
  clock.nowMs -= 2 * hourMs;
  await cli.run(['token', 'create', '--label', 'old', '--expires', new Date(clock.nowMs + hourMs).toISOString()]);
  await cli.run(['token', 'create', '--label', 'new']);
  const { stdout } = await cli.run(['token', 'list']);
  assert.match(stdout, / old .* expired *\n/);
  assert.match(stdout, / new .* active *\n/);
});

test("an organization's access tokens are made, listed and revoked with --org", async (t) => {
  const { cli } = await serveInstallation(t);
  const made = JSON.parse((await cli.run(['token', 'create', '--org', 'acme', '--label', 'ci', '--repository', 'acme/app', '--json'])).stdout) as Record<string, unknown>;
  assert.match(String(made['token']), /^pgt_oat_/);
  assert.deepEqual(made['resources'], [{ type: 'TYPE_REPO', path: 'acme/app', scopes: ['scope-image-pull'] }]);
  assert.match((await cli.run(['token', 'list', '--org', 'acme'])).stdout, / ci +owner /);
  assert.equal((await cli.run(['token', 'revoke', '--org', 'acme', String(made['id'])])).code, 0);
  assert.match((await cli.run(['token', 'list', '--org', 'acme'])).stdout, /^acme has no organization access tokens/);
});

test('a person is added with a password made up or set, and can sign in', async (t) => {
  const { cli } = await serveInstallation(t);
  const { stdout } = await cli.run(['user', 'create', 'jane', '--email', 'jane@example.com', '--json']);
  const { password: generated = '' } = JSON.parse(stdout) as { readonly password?: string };
  assert.equal((await cli.run(['policy', 'show'], { username: 'jane', password: generated })).code, 0);
  const chosen = 'a password of one’s own';
  assert.deepEqual(await cli.run(['user', 'create', 'kim', '--role', 'owner', '--set-password'], { input: `${chosen}\n` }), { code: 0, stdout: 'Added kim to acme as owner.\n', stderr: '' });
  assert.equal((await cli.run(['policy', 'set', '--enabled'], { username: 'kim', password: chosen })).code, 0);
  assert.deepEqual(rows((await cli.run(['user', 'list'])).stdout).flatMap(([name, role]) => (name === 'jane' || name === 'kim' ? [[name, role]] : [])), [['jane', 'member'], ['kim', 'owner']]);
});

test('a further organization is made, listed with the role in each, and people with an account are added to it', async (t) => {
  const { cli } = await serveInstallation(t, { withSecondOrganization: false });
  assert.deepEqual(await cli.run(['org', 'create', 'globex']), { code: 0, stdout: 'Made the organization globex, which you own. Say which one you mean with --org from now on.\n', stderr: '' });
  assert.deepEqual(rows((await cli.run(['org', 'list'])).stdout), [['acme', 'owner'], ['globex', 'owner']]);
  assert.match((await cli.run(['user', 'list'])).stderr, /^pullgate: owner is in several organizations \(acme, globex\): choose one with --org\n$/);
  assert.deepEqual(await cli.run(['user', 'create', 'editor', '--org', 'globex']), {
    code: 0,
    stdout: 'Added editor, who had an account already, to globex as member. The password stays as it is.\n',
    stderr: '',
  });
  const { organizations } = JSON.parse((await cli.run(['org', 'list', '--json'], { username: 'editor' })).stdout) as { organizations: readonly { orgname: string; user_role: string }[] };
  assert.deepEqual(organizations.map(({ orgname, user_role: role }) => [orgname, role]), [['acme', 'Editor'], ['globex', 'Member']]);
  assert.match((await cli.run(['user', 'create', 'editor', '--org', 'globex'])).stderr, /^pullgate: `editor` is in globex already\n$/);
  assert.match((await cli.run(['user', 'create', 'developer', '--org', 'globex', '--set-password'], { input: `${password}\n` })).stderr, /^pullgate: password: `developer` has an account already: .*\n$/);
  assert.match((await cli.run(['org', 'create', 'initech'], { username: 'second-owner' })).stderr, /^pullgate: only an owner of every organization .*\n$/);
  assert.match((await cli.run(['org', 'create', 'library'])).stderr, /^pullgate: orgname: .*official images.*\n$/);
});

test('what may be pushed is checked as what may be pulled', async (t) => {
  const { cli } = await serveInstallation(t);
  const { code, stdout } = await cli.run(['image', 'check', '--push', 'acme/app', refusedImage]);
  assert.equal(code, 1);
  assert.deepEqual(rows(stdout).map((row) => row.slice(0, 3)), [['acme/app', 'permit', 'push'], [refusedImage, 'deny', 'push']]);
});

test('recorded pulls are listed by what was asked for', async (t) => {
  const { cli, store, clock } = await serveInstallation(t);
  const common = {
    requestId: 'r', subjectKind: 'user', subjectId: 'u', tokenId: null, organization: 'acme', readableBy: ['acme'], action: 'pull', endpoint: 'manifest', registry: 'docker.io', digest: null,
    enforced: true, policyRevision: 1, clientAddress: '127.0.0.1', userAgent: 'evil\u001b[31m', method: 'GET', bytes: 10,
  } as const;
  const denied = { effect: 'deny', rule: 'category', category: 'community', reason: 'image access denied', outcome: 401 } as const;
  const permitted = { effect: 'permit', rule: 'category', category: 'official', reason: null, outcome: 200 } as const;
  await store.insertRecords([
    { ...common, ...denied, id: '1', timeMs: clock.nowMs - 7_200_000, subjectName: 'developer', repository: 'someuser/old', tag: 'latest' },
    { ...common, ...denied, id: '2', timeMs: clock.nowMs - 60_000, subjectName: 'developer', repository: refusedImage, tag: 'latest' },
    { ...common, ...permitted, id: '3', timeMs: clock.nowMs - 30_000, subjectName: 'jane\u001b[2J', repository: 'library/nginx', tag: '1.27' },
    { ...common, ...permitted, id: '4', timeMs: clock.nowMs - 10_800_000, action: 'push', rule: 'push', category: null, subjectName: 'developer', repository: 'acme/app', tag: '1' },
  ]);
  const images = async (...words: readonly string[]) => rows((await cli.run(['pulls', 'list', ...words])).stdout).map((row) => row[3]);
  assert.deepEqual(await images(), ['library/nginx:1.27', `${refusedImage}:latest`, 'someuser/old:latest', 'acme/app:1']);
  assert.deepEqual(await images('--denied', '--since', '1h'), [`${refusedImage}:latest`]);
  assert.deepEqual(await images('--permitted'), ['library/nginx:1.27', 'acme/app:1']);
  assert.deepEqual(await images('--action', 'push'), ['acme/app:1']);
  assert.match((await cli.run(['pulls', 'list', '--action', 'push'])).stdout, /^TIME +WHO +ACTION +IMAGE .*\n.* developer +push +acme\/app:1 +permit +push /);
  assert.deepEqual(await images('--user', 'developer', '--image', 'old'), ['someuser/old:latest']);
  const limited = await cli.run(['pulls', 'list', '--limit', '1']);
  assert.equal(limited.stderr, 'pullgate: there are more than 1: ask for more with --limit\n');
  assert.doesNotMatch(limited.stdout, /\u001b/, 'what strangers sent never steers the terminal');
  assert.equal((await cli.run(['pulls', 'list', '--since', '2000-01-01', '--until', '2000-01-02'])).stdout, 'No such pulls are recorded.\n');
});

test('the catalog is shown as the organization sees it', async (t) => {
  const { cli } = await serveInstallation(t);
  await cli.run(['policy', 'set', '--override', 'grafana=community']);
  const { stdout } = await cli.run(['catalog', 'show', 'grafana']);
  assert.match(stdout, /^Namespace {2}grafana\nCategory {3}community\nWhy {8}set by owner, .*\nBadge {6}verified-publisher\n$/);
});

test("the gateway's credentials upstream are stored from stdin, listed without password, and removed", async (t) => {
  const { cli } = await serveInstallation(t, { withSecondOrganization: false });
  assert.deepEqual(await cli.run(['upstream', 'login', 'docker.io', 'acmebot'], { input: 'upstream-secret\n' }), { code: 0, stdout: 'The gateway now signs in to docker.io as acmebot.\n', stderr: '' });
  assert.deepEqual(JSON.parse((await cli.run(['upstream', 'list', '--json'])).stdout), { upstreams: [], credentials: [{ registry: 'docker.io', username: 'acmebot' }] });
  assert.deepEqual(rows((await cli.run(['upstream', 'list'])).stdout), [['docker.io', 'acmebot (stored)', '-', '-', '-', 'not configured any more']]);
  assert.equal((await cli.run(['upstream', 'logout', 'docker.io'])).code, 0);
  assert.deepEqual(rows((await cli.run(['upstream', 'list'])).stdout), []);
  assert.match((await cli.run(['upstream', 'login', 'docker.io', 'acmebot'], { input: '\n' })).stderr, /^pullgate: the registry's password is empty/);
});

const refusals: readonly { readonly name: string; readonly words: readonly string[]; readonly as?: { readonly username?: string; readonly password?: string }; readonly stderr: RegExp }[] = [
  { name: 'a wrong password', words: ['policy', 'show'], as: { password: 'wrong' }, stderr: /^pullgate: cannot sign in at http:\/\/127\.0\.0\.1:\d+ as owner \(.*\): check the name, and the password or token\n$/ },
  { name: 'an organization that is not there', words: ['policy', 'show', '--org', 'nowhere'], stderr: /^pullgate: organization not found\n$/ },
  { name: 'a change by who is no owner', words: ['policy', 'set', '--enabled'], as: { username: 'editor' }, stderr: /^pullgate: .*owner.*\n$/ },
  { name: 'a check of a stranger', words: ['image', 'check', '--user', 'nobody', 'nginx'], stderr: /^pullgate: username: .*\n$/ },
  { name: 'a name that is taken', words: ['user', 'create', 'developer'], stderr: /^pullgate: .*taken.*\n$/ },
  { name: 'names that are no images', words: ['image', 'check', 'Bad Name', 'a//b'], stderr: /^pullgate: the server refused the request: correct these\n {2}.*Bad Name.*\n {2}.*a\/\/b.*\n$/ },
];

test('what the server refuses is told in one line, and ends with 2', async (t) => {
  const { cli } = await serveInstallation(t);
  for (const { name, words, as = {}, stderr } of refusals) {
    const ended = await cli.run(words, as);
    assert.deepEqual({ code: ended.code, stdout: ended.stdout }, { code: 2, stdout: '' }, name);
    assert.match(ended.stderr, stderr, name);
  }
});
