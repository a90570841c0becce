// Settings through the API: what is left out stays, what is wrong changes nothing, what is written is read.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Settings } from '../../src/contract/settings.ts';
import { openInstallation } from './installation.ts';

/** The owner of acme owns everything then, and gives it namespaces. */
const alone = { withSecondOrganization: false };

const path = '/v2/orgs/acme/settings';
const registriesPath = `${path}/registry-access-management`;

const whole = {
  restricted_images: {
    enabled: true,
    allow_official_images: false,
    allow_verified_publishers: false,
    allow_sponsored_open_source: true,
    allow_community_images: true,
    mode: 'audit',
    allowlist: { enabled: true, repositories: ['someuser/custom-image', 'ghcr.io/owner/*', 'nginx'] },
    help_text: 'ask in #platform: https://wiki.acme.example/images',
  },
  namespace_access: { enabled: true },
  sign_in: { enforced: false, anonymous: 'members_policy' },
  namespaces: ['acme-labs', 'ghcr.io/acme'],
};

test('a new organization has image access off and sign-in enforced', async (t) => {
  const { as } = await openInstallation(t);
  const { status, json, headers } = await (await as('developer'))('GET', path);
  assert.equal(status, 200);
  assert.deepEqual(json, {
    restricted_images: {
      enabled: false,
      allow_official_images: true,
      allow_verified_publishers: true,
      allow_sponsored_open_source: false,
      allow_community_images: false,
      mode: 'enforce',
      allowlist: { enabled: false, repositories: [] },
      help_text: '',
    },
    namespace_access: { enabled: false },
    sign_in: { enforced: true, anonymous: 'refuse' },
    namespaces: [],
    catalog_overrides: [],
    revision: 1,
  });
  assert.equal(headers.get('etag'), '"1"');
});

test('what an owner writes is what everybody reads at once, and it can be sent back as it was read', async (t) => {
  const { as } = await openInstallation(t, alone);
  const owner = await as('owner');
  const overrides = [{ namespace: 'bitnami', category: 'community' }, { namespace: 'someuser', category: 'verified-publisher' }];
  const written = await owner('PUT', path, { ...whole, catalog_overrides: overrides });
  assert.equal(written.status, 200);
  const expected = { ...whole, catalog_overrides: overrides.map((override) => ({ ...override, by: 'owner', at: '2026-11-21T12:00:00.000Z' })), revision: 2 };
  assert.deepEqual(written.json, expected);
  for (const name of ['owner', 'editor', 'developer']) assert.deepEqual((await (await as(name))('GET', `${path}/`)).json, expected);
  const again = await owner('PUT', path, written.json);
  assert.deepEqual([again.status, again.json], [200, expected]);
});

test("Docker Hub's own fields alone leave every extension as it is, and are echoed even when off", async (t) => {
  const { as } = await openInstallation(t, alone);
  const owner = await as('owner');
  const before = (await owner('PUT', path, whole)).json;
  for (const [enabled, official, verified] of [[false, false, true], [true, true, false], [false, false, false]]) {
    const hub = { enabled, allow_official_images: official, allow_verified_publishers: verified };
    assert.equal((await owner('PUT', path, { restricted_images: hub })).status, 200);
    const after = (await owner('GET', path)).json;
    assert.deepEqual(after, { ...before, restricted_images: { ...before.restricted_images, ...hub }, revision: after.revision });
  }
});

test('each part can be written alone', async (t) => {
  const { as } = await openInstallation(t, alone);
  const owner = await as('owner');
  let expected: Settings = (await owner('GET', path)).json;
  const changes: readonly (readonly [object, (settings: Settings) => Settings])[] = [
    [{ restricted_images: { allow_community_images: true } }, (s) => ({ ...s, restricted_images: { ...s.restricted_images, allow_community_images: true } })],
    [{ restricted_images: { allowlist: { repositories: ['a/b'] } } }, (s) => ({ ...s, restricted_images: { ...s.restricted_images, allowlist: { enabled: false, repositories: ['a/b'] } } })],
    [{ restricted_images: { allowlist: { enabled: true } } }, (s) => ({ ...s, restricted_images: { ...s.restricted_images, allowlist: { enabled: true, repositories: ['a/b'] } } })],
    [{ sign_in: { anonymous: 'members_policy' } }, (s) => ({ ...s, sign_in: { enforced: false, anonymous: 'members_policy' } })],
    [{ sign_in: { enforced: true } }, (s) => ({ ...s, sign_in: { enforced: true, anonymous: 'refuse' } })],
    [{ namespaces: ['acme-labs', 'acme-labs'] }, (s) => ({ ...s, namespaces: ['acme-labs'] })],
    [{ namespace_access: { enabled: true } }, (s) => ({ ...s, namespace_access: { enabled: true } })],
  ];
  for (const [change, apply] of changes) {
    expected = { ...apply(expected), revision: expected.revision + 1 };
    assert.deepEqual((await owner('PUT', path, change)).json, expected);
  }
});

test('nothing changed makes no revision', async (t) => {
  const { as } = await openInstallation(t, alone);
  const owner = await as('owner');
  await owner('PUT', path, whole);
  for (const body of [{}, whole, { restricted_images: {} }, { revision: 99 }]) assert.equal((await owner('PUT', path, body)).json.revision, 2);
  assert.equal((await owner('PUT', registriesPath, {})).status, 200);
  assert.equal((await owner('GET', `${path}/revisions`)).json.count, 2);
});

test('whatever is wrong is all told at once, and nothing is changed', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const { status, json } = await owner('PUT', path, {
    restricted_images: { enabled: 'yes', allow_official_image: true, mode: 'warn', allowlist: { repositories: ['upper/Case', '*', 'fine/one', 7] }, help_text: 'two\nlines', allow_community_images: true },
    sign_in: { enforced: true, anonymous: 'members_policy' },
    namespaces: ['a/b/c', 'library'],
    catalog_overrides: [{ namespace: 'bitnami', category: 'gold' }, { namespace: 'acme', category: 'organization' }, { namespace: 'ghcr.io/x', category: 'official' }, { category: 'official' }],
    surprise: 1,
  });
  assert.equal(status, 400);
  assert.deepEqual(Object.keys(json.fields).toSorted(), [
    'catalog_overrides.0.category',
    'catalog_overrides.1.category',
    'catalog_overrides.2.namespace',
    'catalog_overrides.3.namespace',
    'namespaces.0',
    'namespaces.1',
    'restricted_images.allow_official_image',
    'restricted_images.allowlist.repositories.0',
    'restricted_images.allowlist.repositories.1',
    'restricted_images.allowlist.repositories.3',
    'restricted_images.enabled',
    'restricted_images.help_text',
    'restricted_images.mode',
    'sign_in',
    'surprise',
  ]);
  assert.deepEqual(json.fields['restricted_images.enabled'], ['must be true or false']);
  assert.deepEqual(json.fields['restricted_images.mode'], ['must be one of enforce, audit']);
  assert.equal((await owner('GET', path)).json.revision, 1);
});

test('limits hold at their edge', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const repositories = (count: number) => ({ restricted_images: { allowlist: { repositories: Array.from({ length: count }, (_, index) => `u/r${index}`) } } });
  for (const [body, status] of [
    [repositories(10_000), 200],
    [repositories(10_001), 400],
    [{ restricted_images: { help_text: 'x'.repeat(200) } }, 200],
    [{ restricted_images: { help_text: 'x'.repeat(201) } }, 400],
    [{ restricted_images: { help_text: 'caf\u00e9' } }, 400],
  ] as const) {
    assert.equal((await owner('PUT', path, body)).status, status);
  }
  assert.equal((await owner('GET', path)).json.restricted_images.allowlist.repositories.length, 10_000);
});

test('patterns that mean the same are kept once, as first written', async (t) => {
  const { as } = await openInstallation(t);
  const { json } = await (await as('owner'))('PUT', path, { restricted_images: { allowlist: { repositories: ['docker.io/library/nginx', 'nginx', 'library/nginx', 'a/*', 'docker.io/a/*', 'a/b'] } } });
  assert.deepEqual(json.restricted_images.allowlist.repositories, ['docker.io/library/nginx', 'a/*', 'a/b']);
});

test('an override keeps its author and date until what it says changes', async (t) => {
  const { as, clock } = await openInstallation(t);
  await (await as('owner'))('PUT', path, { catalog_overrides: [{ namespace: 'one', category: 'community' }, { namespace: 'two', category: 'community' }] });
  clock.nowMs += 60_000;
  const { json } = await (await as('second-owner'))('PUT', path, { catalog_overrides: [{ namespace: 'two', category: 'official', by: 'mallory', at: '1999-01-01T00:00:00Z' }, { namespace: 'one', category: 'community' }] });
  assert.deepEqual(json.catalog_overrides, [
    { namespace: 'two', category: 'official', by: 'second-owner', at: '2026-11-21T12:01:00.000Z' },
    { namespace: 'one', category: 'community', by: 'owner', at: '2026-11-21T12:00:00.000Z' },
  ]);
});

test('of two owners who read the same revision, one writes and the other is told to read again', async (t) => {
  const { as } = await openInstallation(t);
  const [first, second] = [await as('owner'), await as('second-owner')];
  const tag = (await first('GET', path)).headers.get('etag') ?? '';
  const won = await first('PUT', path, { restricted_images: { enabled: true } }, { 'If-Match': tag });
  assert.deepEqual([won.status, won.headers.get('etag')], [200, '"2"']);
  for (const [target, body] of [[path, { restricted_images: { mode: 'audit' } }], [registriesPath, { enabled: true }]] as const) {
    const lost = await second('PUT', target, body, { 'If-Match': tag });
    assert.equal(lost.status, 412);
    assert.equal(lost.headers.get('etag'), '"2"');
    assert.match(lost.json.detail, /at revision 2 by now: read them again/);
  }
  assert.equal((await second('POST', `${path}/revisions/1/rollback`, undefined, { 'If-Match': tag })).status, 412);
  assert.equal((await second('PUT', path, { restricted_images: { mode: 'audit' } }, { 'If-Match': 'W/"1", "2"' })).status, 200);
  assert.equal((await second('PUT', path, { restricted_images: { mode: 'enforce' } }, { 'If-Match': '*' })).json.revision, 4);
});

test('writes that meet without If-Match all take effect, one revision each', async (t) => {
  const { as } = await openInstallation(t);
  const owners = [await as('owner'), await as('second-owner')];
  const changes = [{ allow_community_images: true }, { enabled: true }, { allow_sponsored_open_source: true }, { help_text: 'ask us' }];
  const replies = await Promise.all(changes.map((change, index) => owners[index % 2]!('PUT', path, { restricted_images: change })));
  assert.deepEqual(replies.map(({ status }) => status), [200, 200, 200, 200]);
  const { restricted_images: images, revision } = (await owners[0]!('GET', path)).json;
  assert.equal(revision, 5);
  for (const change of changes) for (const [name, value] of Object.entries(change)) assert.equal(new Map<string, unknown>(Object.entries(images)).get(name), value);
});

test('registry access is echoed as it was sent, and apart from the other settings', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  assert.deepEqual((await owner('GET', registriesPath)).json, { enabled: false, standard_registries: [{ id: 'DockerHub', allowed: true }], custom_registries: [] });
  const body = {
    enabled: true,
    standard_registries: [{ id: 'DockerHub', allowed: false }],
    custom_registries: [{ address: 'https://ghcr.io', friendly_name: 'GitHub', allowed: true }, { address: 'localhost:5000', friendly_name: '', allowed: false }],
  };
  const written = await owner('PUT', registriesPath, body);
  assert.deepEqual([written.status, written.json], [200, body]);
  assert.deepEqual((await (await as('developer'))('GET', registriesPath)).json, body);
  assert.deepEqual((await owner('PUT', registriesPath, { enabled: false })).json, { ...body, enabled: false });
  await owner('PUT', path, whole);
  assert.deepEqual((await owner('GET', registriesPath)).json, { ...body, enabled: false });
});

test('wrong registries are refused, all at once, and nothing is changed', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const registry = (address: string) => ({ address, friendly_name: '', allowed: true });
  for (const [body, fields] of [
    [{ enabled: 1, standard_registries: [{ id: 'Quay', allowed: 'no' }], custom_registries: [registry('http://'), registry('docker.io')] }, ['custom_registries.0.address', 'custom_registries.1.address', 'enabled', 'standard_registries.0.allowed', 'standard_registries.0.id']],
    [{ custom_registries: [registry('ghcr.io'), registry('https://GHCR.io/')] }, ['settings']],
    [{ custom_registries: Array.from({ length: 101 }, (_, index) => registry(`r${index}.example`)) }, ['custom_registries']],
  ] as const) {
    const { status, json } = await owner('PUT', registriesPath, body);
    assert.equal(status, 400);
    assert.deepEqual(Object.keys(json.fields).toSorted(), fields);
  }
  assert.equal((await owner('GET', path)).json.revision, 1);
});
