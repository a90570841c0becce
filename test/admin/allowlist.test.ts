// Allowlist, namespaces and overrides one by one: notes, authors, revisions, and two writers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation } from './installation.ts';

const path = '/v2/orgs/acme/allowlist';
const at = '2026-11-21T12:00:00.000Z';

test('entries are added all or none, keep who added them and what for, and make one revision', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const added = await owner('POST', path, { entries: [{ repository: 'someuser/app', note: 'for CI' }, { repository: 'nginx' }, { repository: 'library/nginx', note: 'twice' }, { repository: 'other/*' }] });
  assert.deepEqual([added.status, added.json.added, added.json.revision, added.json.enabled, added.headers.get('etag')], [201, 3, 2, false, '"2"']);
  const { json } = await (await as('developer'))('GET', path);
  assert.deepEqual(json.results.map(({ repository, note, added_by, added_at }) => [repository, note, added_by, added_at]), [
    ['someuser/app', 'for CI', 'owner', at],
    ['nginx', '', 'owner', at],
    ['other/*', '', 'owner', at],
  ]);
  const again = await (await as('second-owner'))('POST', path, { repository: 'docker.io/someuser/app', note: 'another note' });
  assert.deepEqual([again.status, again.json.added, again.json.revision, again.json.results[0]!.note, again.json.results[0]!.added_by], [201, 0, 2, 'for CI', 'owner']);
  const wrong = await owner('POST', path, { entries: [{ repository: 'fine/app' }, { repository: 'Not Fine' }, { repository: '*' }, { repository: 'x/y', colour: 'red' }] });
  assert.equal(wrong.status, 400);
  assert.deepEqual(Object.keys(wrong.json.fields).toSorted(), ['entries.1.repository', 'entries.2.repository', 'entries.3.colour']);
  for (const body of [{}, { repository: 'a/b', entries: [{ repository: 'c/d' }] }, { entries: [] }, { repository: 'a/b', note: 'x'.repeat(501) }, { repository: 'a/b', note: 'two\nlines' }]) assert.equal((await owner('POST', path, body)).status, 400, JSON.stringify(body));
  assert.equal((await owner('GET', path)).json.count, 3);
});

test('an entry is found by its id and by any spelling of its pattern; its note changes, and nothing else', async (t) => {
  const { as, clock } = await openInstallation(t);
  const owner = await as('owner');
  const { id } = (await owner('POST', path, { repository: 'nginx' })).json.results[0]!;
  clock.nowMs += 60_000;
  const second = await as('second-owner');
  const noted = await second('PATCH', `${path}/${encodeURIComponent('docker.io/library/nginx')}`, { note: 'the web' });
  assert.deepEqual([noted.status, noted.json], [200, { id, repository: 'nginx', note: 'the web', added_by: 'owner', added_at: at }]);
  assert.equal((await second('PATCH', `${path}/${id}`, { note: 'the web' })).headers.get('etag'), '"3"', 'the same again is no revision');
  assert.deepEqual((await owner('GET', `${path}/${id}`)).json, noted.json);
  const [newest] = (await owner('GET', '/v2/orgs/acme/settings/revisions')).json.results;
  assert.match(newest!.summary, /allowlist\.repositories: 1 added \(nginx "the web"\), 1 removed \(nginx\)/);
  assert.equal((await owner('DELETE', `${path}/${id}/`)).status, 204);
  for (const name of [id, 'nginx', 'no', '*', 'A/B']) {
    const { status, json } = await owner('DELETE', `${path}/${encodeURIComponent(name)}`);
    assert.deepEqual([status, json.detail], [404, 'allowlist entry not found'], name);
  }
});

test('a bare list in the settings keeps the notes of what stays, and a rollback brings notes back', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', path, { entries: [{ repository: 'a/one', note: 'first' }, { repository: 'a/two', note: 'second' }] });
  await owner('PUT', '/v2/orgs/acme/settings', { restricted_images: { allowlist: { repositories: ['b/three', 'a/two'] } } });
  const notes = async () => (await owner('GET', path)).json.results.map(({ repository, note }) => [repository, note]);
  assert.deepEqual(await notes(), [['b/three', ''], ['a/two', 'second']]);
  assert.deepEqual((await owner('GET', '/v2/orgs/acme/settings')).json.restricted_images.allowlist.repositories, ['b/three', 'a/two'], "Docker's shape stays");
  await owner('POST', '/v2/orgs/acme/settings/revisions/2/rollback');
  assert.deepEqual(await notes(), [['a/one', 'first'], ['a/two', 'second']]);
});

test('the settings take notes with the list, all in one revision; what has none there keeps its own', async (t) => {
  const { as, clock } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', path, { entries: [{ repository: 'a/one', note: 'first' }, { repository: 'nginx', note: 'second' }, { repository: 'a/three', note: 'third' }] });
  clock.nowMs += 60_000;
  const second = await as('second-owner');
  const repositories = ['a/one', { repository: 'library/nginx', note: 'the web' }, { repository: 'a/three', note: '' }, { repository: 'b/*', note: 'for CI' }, { repository: 'b/five' }, { repository: 'docker.io/b/five', note: 'twice' }];
  const { status, json } = await second('PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: true, allowlist: { repositories } } });
  assert.deepEqual([status, json.revision, json.restricted_images.allowlist.repositories], [200, 3, ['a/one', 'library/nginx', 'a/three', 'b/*', 'b/five']], "Docker's shape stays");
  const entries = (await owner('GET', path)).json.results;
  assert.deepEqual(entries.map(({ repository, note, added_by }) => [repository, note, added_by]), [
    ['a/one', 'first', 'owner'],
    ['library/nginx', 'the web', 'owner'],
    ['a/three', '', 'owner'],
    ['b/*', 'for CI', 'second-owner'],
    ['b/five', '', 'second-owner'],
  ]);
  const wrong = await second('PUT', '/v2/orgs/acme/settings', { restricted_images: { allowlist: { repositories: ['Not Fine', { repository: '*' }, { repository: 'a/b', note: 'x'.repeat(501) }, { note: 'x' }, 7] } } });
  assert.equal(wrong.status, 400);
  assert.deepEqual(Object.keys(wrong.json.fields).toSorted(), ['0', '1.repository', '2.note', '3', '4'].map((place) => `restricted_images.allowlist.repositories.${place}`));
  assert.match(JSON.stringify(wrong.json.fields), /`Not Fine`: .*must be a pattern such as someuser/);
});

test('the list is searched and paged', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', path, { entries: Array.from({ length: 25 }, (_, n) => ({ repository: `user/app${n}`, note: n === 7 ? 'For the Robots' : '' })) });
  const page = (await owner('GET', `${path}?page=3`)).json;
  assert.deepEqual([page.count, page.results.length, page.next], [25, 5, null]);
  assert.deepEqual((await owner('GET', `${path}?search=robots`)).json.results.map(({ repository }) => repository), ['user/app7']);
  assert.equal((await owner('GET', `${path}?search=APP1`)).json.count, 11);
});

test('each write honours If-Match, and of two writers one learns that the other was first', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const { id } = (await owner('POST', path, { repository: 'a/b' }, { 'If-Match': '"1"' })).json.results[0]!;
  const stale = { 'If-Match': '"1"' };
  for (const [method, where, body] of [
    ['POST', path, { repository: 'c/d' }],
    ['PATCH', `${path}/${id}`, { note: 'x' }],
    ['DELETE', `${path}/${id}`, undefined],
    ['PUT', '/v2/orgs/acme/catalog-overrides/grafana', { category: 'community' }],
  ] as const) {
    const { status, headers } = await owner(method, where, body, stale);
    assert.deepEqual([status, headers.get('etag')], [412, '"2"'], `${method} ${where}`);
  }
  assert.equal((await owner('GET', path)).json.results[0]!.note, '');
});

test('an owner of everything adds namespaces, an owner takes them away, and who did what for is kept', async (t) => {
  const { as } = await openInstallation(t, { withSecondOrganization: false });
  const owner = await as('owner');
  const where = '/v2/orgs/acme/namespaces';
  const added = await owner('POST', where, { namespace: 'acme-labs', note: 'bought in 2025' });
  assert.deepEqual([added.status, added.json], [201, { namespace: 'acme-labs', note: 'bought in 2025', added_by: 'owner', added_at: at }]);
  assert.deepEqual((await owner('POST', where, { namespace: 'docker.io/acme-labs', note: 'again' })).json, added.json);
  await owner('POST', where, { namespace: 'ghcr.io/acme' });
  assert.deepEqual((await (await as('developer'))('GET', where)).json.results.map(({ namespace }) => namespace), ['acme-labs', 'ghcr.io/acme']);
  for (const namespace of ['library', 'a/b', '*', '']) assert.equal((await owner('POST', where, { namespace })).status, 400, namespace);
  assert.equal((await owner('DELETE', `${where}/ghcr.io%2Facme`)).status, 204);
  assert.deepEqual([(await owner('DELETE', `${where}/ghcr.io%2Facme`)).json.detail, (await owner('DELETE', `${where}/x%20y`)).status], ['namespace not found', 404]);
  assert.deepEqual((await owner('GET', '/v2/orgs/acme/settings')).json.namespaces, ['acme-labs']);
});

test("an owner of one organization of several takes no namespace for it", async (t) => {
  const { as } = await openInstallation(t);
  const { status, json } = await (await as('owner'))('POST', '/v2/orgs/acme/namespaces', { namespace: 'globex' });
  assert.equal(status, 403);
  assert.match(json.detail, /ask an owner of every organization/);
});

test('an override says what a namespace counts as, with a note, until it is taken away', async (t) => {
  const { as } = await openInstallation(t);
  const [owner, developer] = [await as('owner'), await as('developer')];
  const where = '/v2/orgs/acme/catalog-overrides';
  const set = await owner('PUT', `${where}/someuser`, { category: 'verified-publisher', note: 'a partner' });
  assert.deepEqual([set.status, set.json], [200, { namespace: 'someuser', category: 'verified-publisher', note: 'a partner', by: 'owner', at }]);
  assert.equal((await (await as('second-owner'))('PUT', `${where}/someuser`, { category: 'verified-publisher', note: 'a partner' })).headers.get('etag'), '"2"', 'idempotent');
  assert.equal((await developer('GET', '/v2/orgs/acme/catalog/someuser')).json.category, 'verified-publisher');
  assert.deepEqual((await developer('GET', where)).json.results, [set.json]);
  assert.deepEqual((await developer('GET', `${where}/someuser`)).json, set.json);
  for (const [namespace, body] of [['library', { category: 'community' }], ['ghcr.io%2Fx', { category: 'community' }], ['someuser', { category: 'organization' }], ['someuser', { category: 'community', by: 'me' }]] as const) {
    assert.equal((await owner('PUT', `${where}/${namespace}`, body)).status, 400, namespace);
  }
  assert.equal((await owner('DELETE', `${where}/someuser`)).status, 204);
  assert.deepEqual([(await owner('DELETE', `${where}/someuser`)).status, (await owner('GET', `${where}/someuser`)).json.detail], [404, 'catalog override not found']);
  assert.equal((await developer('GET', '/v2/orgs/acme/catalog/someuser')).json.category, 'community');
});

test('what differs between revisions is told setting by setting, entries with their notes', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: true, allowlist: { repositories: ['a/b', 'c/d'] } } });
  await owner('PATCH', `${path}/${encodeURIComponent('a/b')}`, { note: 'for CI' });
  await owner('PUT', '/v2/orgs/acme/settings/registry-access-management', { enabled: true, custom_registries: [{ address: 'ghcr.io', friendly_name: '', allowed: true }] });
  await owner('DELETE', `${path}/${encodeURIComponent('c/d')}`);
  const diff = async (query: string) => (await owner('GET', `/v2/orgs/acme/settings/revisions/${query}`)).json;
  const entry = (repository: string, note: string) => ({ repository, note, added_by: 'owner', added_at: at });
  const list = 'restricted_images.allowlist.repositories';
  assert.deepEqual(await diff('3/diff'), { revision: 3, against: 2, changes: [{ path: list, added: [], removed: [], changed: [{ before: entry('a/b', ''), after: entry('a/b', 'for CI') }], reordered: false }] });
  assert.deepEqual((await diff('5/diff?against=2')).changes, [
    { path: 'registry_access_management.enabled', before: false, after: true },
    { path: list, added: [], removed: [entry('c/d', '')], changed: [{ before: entry('a/b', ''), after: entry('a/b', 'for CI') }], reordered: false },
    { path: 'registry_access_management.custom_registries', added: [{ address: 'ghcr.io', friendly_name: '', allowed: true }], removed: [], changed: [], reordered: false },
  ]);
  assert.deepEqual((await diff('2/diff?against=5')).changes[0], { path: 'registry_access_management.enabled', before: true, after: false });
  assert.deepEqual([(await diff('1/diff')).against, (await diff('1/diff')).changes, (await diff('5/diff?against=5')).changes], [0, [], []]);
  assert.deepEqual([(await diff('9/diff')).detail, (await diff('5/diff?against=77')).detail], ['revision not found', 'revision not found']);
  assert.equal((await owner('GET', '/v2/orgs/acme/settings/revisions/5/diff?against=x')).status, 400);
});
