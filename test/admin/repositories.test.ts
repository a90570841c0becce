// Docker Hub's own addresses for namespaces, repositories and tags, answered with the catalog and the records.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation } from './installation.ts';
import { pullRecord } from './pull-record.ts';

test('an organization of the caller, a publisher, the official images; whatever else there is looks like nothing', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const developer = await as('developer');
  const show = async (namespace: string) => {
    const { status, json } = await developer('GET', `/v2/orgs/${namespace}/`);
    return status === 200 ? [json.orgname, json.badge, json.category, json.source.kind, json.user_role] : [status, json.detail];
  };
  assert.deepEqual(await show('Acme'), ['acme', '', 'organization', 'organization-namespace', 'Member']);
  assert.deepEqual(await show('grafana'), ['grafana', 'verified_publisher', 'verified-publisher', 'catalog', undefined]);
  assert.deepEqual(await show('library'), ['library', '', 'official', 'library', undefined]);
  const nothing = [404, 'organization not found'];
  for (const name of ['globex', 'nowhere', 'a%2Fb', 'x%20y', '..']) assert.deepEqual(await show(name), name === '..' ? [404, 'not found'] : nothing, name);
  assert.equal((await (await as('stranger'))('GET', '/v2/orgs/globex')).json.user_role, 'Owner');
  assert.equal((await anonymous('GET', '/v2/orgs/grafana')).status, 401);
  assert.equal((await developer('HEAD', '/v2/orgs/grafana')).status, 200);
});

test('two organizations that do not share anybody do not see that the other one is there', async (t) => {
  const { as } = await openInstallation(t);
  const stranger = await as('stranger');
  const [there, missing] = [await stranger('GET', '/v2/orgs/acme'), await stranger('GET', '/v2/orgs/nobody-at-all')];
  assert.deepEqual([there.status, there.json], [missing.status, missing.json]);
  const [repository, other] = [(await stranger('GET', '/v2/repositories/acme/app')).json, (await stranger('GET', '/v2/repositories/nobody-at-all/app')).json];
  assert.deepEqual({ ...repository, namespace: 'nobody-at-all', user: 'nobody-at-all', hub_user: 'nobody-at-all' }, other);
});

test('repositories and tags are those that were pulled: an owner sees everybody\'s, a member their own', async (t) => {
  const { as, store, clock } = await openInstallation(t);
  const at = (secondsAgo: number) => clock.nowMs - secondsAgo * 1000;
  const digest = `sha256:${'a'.repeat(64)}`;
  await store.insertRecords([
    pullRecord({ id: 'r1', timeMs: at(50), repository: 'grafana/grafana', tag: '10' }),
    pullRecord({ id: 'r2', timeMs: at(40), repository: 'grafana/grafana', tag: '11', digest: `sha256:${'b'.repeat(64)}` }),
    pullRecord({ id: 'r3', timeMs: at(30), repository: 'grafana/grafana', tag: '11', digest }),
    pullRecord({ id: 'r4', timeMs: at(20), repository: 'grafana/loki', tag: null, digest, subjectName: 'editor', subjectId: 'u-editor' }),
    pullRecord({ id: 'r5', timeMs: at(10), repository: 'grafana/refused', effect: 'deny', outcome: 403 }),
    pullRecord({ id: 'r6', timeMs: at(9), repository: 'grafana/pushed', action: 'push', outcome: 201 }),
    pullRecord({ id: 'r7', timeMs: at(8), repository: 'grafana/theirs', readableBy: ['globex'] }),
    pullRecord({ id: 'r8', timeMs: at(7), repository: 'grafanalabs/other' }),
  ]);
  const [owner, developer] = [await as('owner'), await as('developer')];
  const names = async (send: typeof owner, path: string) => (await send('GET', path)).json.results.map((each) => (each as unknown as { readonly name: string }).name);
  for (const path of ['/v2/repositories/grafana/', '/v2/namespaces/grafana/repositories']) {
    assert.deepEqual(await names(owner, path), ['grafana', 'loki']);
    assert.deepEqual(await names(developer, path), ['grafana']);
    assert.deepEqual(await names(owner, `${path}?ordering=-last_updated`), ['loki', 'grafana']);
    assert.deepEqual(await names(owner, `${path}?name=lok`), ['loki']);
    assert.deepEqual([(await owner('GET', `${path}?page=2`)).status, (await owner('GET', `${path}?ordering=x`)).status], [404, 400]);
  }
  for (const path of ['/v2/repositories/grafana/grafana', '/v2/namespaces/grafana/repositories/grafana']) {
    const { json } = await developer('GET', path);
    const shown = json as unknown as Readonly<Record<string, unknown>>;
    assert.deepEqual([shown['pull_count'], shown['last_updated'], shown['known'], shown['category'], shown['badge'], shown['is_private']], [3, '2026-11-21T11:59:30.000000Z', true, 'verified-publisher', 'verified_publisher', false]);
    assert.equal((await developer('HEAD', path)).status, 200);
    assert.deepEqual(await names(developer, `${path}/tags`), ['11', '10']);
    const tag = (await developer('GET', `${path}/tags/11`)).json as unknown as Readonly<Record<string, unknown>>;
    assert.deepEqual([tag['name'], tag['digest'], tag['tag_last_pulled'], tag['pull_count']], ['11', digest, '2026-11-21T11:59:30.000000Z', 2]);
    assert.deepEqual([(await developer('GET', `${path}/tags/12`)).json.detail, (await developer('GET', `${path}/tags?page=2`)).status], ['tag not found', 404]);
  }
});

test('a repository that nobody here pulled is told as such, with what it would count as', async (t) => {
  const { as } = await openInstallation(t);
  const developer = await as('developer');
  const show = async (path: string) => (await developer('GET', path)).json as unknown as Readonly<Record<string, unknown>>;
  const unknown = await show('/v2/repositories/someuser/custom-image/');
  assert.deepEqual([unknown['known'], unknown['pull_count'], unknown['last_updated'], unknown['category'], unknown['category_source']], [false, 0, null, 'community', { kind: 'unlisted' }]);
  assert.equal((await show('/v2/repositories/library/nginx'))['category'], 'official');
  assert.equal((await show('/v2/repositories/acme/app'))['category'], 'organization');
  assert.equal((await show('/v2/repositories/someuser/'))['count'], 0);
  for (const path of ['/v2/repositories/UPPER/x', '/v2/repositories/a/B', '/v2/repositories/ghcr.io%2Fa/b', '/v2/repositories/a/b%2Fc', '/v2/repositories/a%2Fb/c']) assert.equal((await developer('GET', path)).status, 404, path);
});

test('an organization tells its people alone when it was made', async (t) => {
  const { as } = await openInstallation(t);
  const joined = async (name: string) => ((await (await as(name))('GET', '/v2/orgs/acme')).json as unknown as { readonly date_joined?: string | null }).date_joined;
  assert.equal(await joined('developer'), '2026-11-21T12:00:00.000000Z');
  assert.equal(await joined('stranger'), undefined);
});
