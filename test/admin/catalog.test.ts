// The catalog: listed, refreshed from an address that speaks Docker Hub's badge, and never made wider by a wrong one.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createOverriddenNamespaces } from '../../src/admin/catalog/overridden-namespaces.ts';
import { createCatalogRefresh } from '../../src/admin/catalog/refresh.ts';
import type { CatalogRefresh } from '../../src/admin/catalog/refresh.ts';
import { createAskBadge } from '../../src/facts/ask-badge.ts';
import { shippedCatalog } from '../../src/facts/publishers.ts';
import { openInstallation } from './installation.ts';
import { pullRecord } from './pull-record.ts';

const refreshPath = '/v2/catalog/refresh';

/** A small Docker Hub: whatever the shipped catalog says, but for `badges`; `down`: it answers 500. */
async function openHub(t: TestContext) {
  const hub = { badges: new Map<string, string | null>(), down: false, asked: [] as string[] };
  const server = createServer((request, response) => {
    const namespace = /^\/v2\/orgs\/([^/]+)\/$/.exec(request.url ?? '')?.[1] ?? '';
    hub.asked.push(namespace);
    const shipped = shippedCatalog.entry(namespace)?.category;
    const badge = hub.badges.has(namespace) ? hub.badges.get(namespace) : shipped === 'verified-publisher' ? 'verified_publisher' : shipped === 'sponsored-open-source' ? 'open_source' : null;
    if (hub.down) response.writeHead(500).end();
    else if (badge === null) response.writeHead(404).end('{"message":"object not found"}');
    else response.end(JSON.stringify({ orgname: namespace, type: 'Organization', badge }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { hub, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function open(t: TestContext, { withSecondOrganization = false, apply = 'apply' }: { readonly withSecondOrganization?: boolean; readonly apply?: 'apply' | 'report' } = {}) {
  const { hub, address } = await openHub(t);
  const made: CatalogRefresh[] = [];
  const installation = await openInstallation(t, {
    withSecondOrganization,
    makeCatalogRefresh: ({ store, now, log }) => {
      const askBadge = createAskBadge({ address, userAgent: 'pullgate/test', now });
      const refresh = createCatalogRefresh({ store, askBadge, base: shippedCatalog, overridden: createOverriddenNamespaces({ store }), apply, intervalMs: 86_400_000, now, log, spacingMs: 0 });
      made.push(refresh);
      return refresh;
    },
  });
  const owner = await installation.as('owner');
  const refresh = async (body: object = {}) => {
    assert.equal((await owner('POST', refreshPath, body)).status, 202);
    await made[0]!.settled();
    return (await owner('GET', refreshPath)).json;
  };
  return { ...installation, hub, owner, refresh };
}

test('what is listed is listed with its category, its source and its date', async (t) => {
  const { as } = await openInstallation(t);
  const [owner, developer] = [await as('owner'), await as('developer')];
  await owner('PUT', '/v2/orgs/acme/catalog-overrides/someuser', { category: 'verified-publisher' });
  const list = async (query: string) => (await developer('GET', `/v2/orgs/acme/catalog?page_size=100&${query}`)).json;
  const { count } = await list('');
  assert.equal(count, shippedCatalog.namespaces.length + 3);
  assert.deepEqual((await list('source=override')).results.map(({ namespace, category }) => [namespace, category]), [['someuser', 'verified-publisher']]);
  assert.deepEqual((await list('category=organization')).results.map(({ namespace }) => namespace), ['acme']);
  assert.deepEqual((await list('search=grafana&category=verified-publisher')).results.map(({ namespace, badge }) => [namespace, badge]), [['grafana', 'verified-publisher']]);
  assert.equal((await list('stale=false')).count + (await list('stale=true')).count, count);
  for (const query of ['category=x', 'source=x', 'stale=perhaps', 'page_size=1000']) assert.equal((await developer('GET', `/v2/orgs/acme/catalog?${query}`)).status, 400, query);
});

test('a refresh asks for what is listed, overridden and asked for, and what it finds takes effect and is told', async (t) => {
  const { hub, owner, as, store, refresh, clock } = await open(t);
  await owner('PUT', '/v2/orgs/acme/catalog-overrides/partner', { category: 'verified-publisher' });
  await store.insertRecords([pullRecord({ timeMs: clock.nowMs - 1000, repository: 'newvendor/app' }), pullRecord({ id: 'r2', timeMs: clock.nowMs - 500, repository: 'acme/secret', category: 'organization' }), pullRecord({ id: 'r3', timeMs: clock.nowMs - 500, registry: 'ghcr.io', repository: 'elsewhere/app' })]);
  hub.badges.set('newvendor', 'verified_publisher').set('grafana', '').set('partner', 'open_source');
  const versionBefore = await store.version();
  const done = await refresh();
  assert.deepEqual([done.outcome, done.problem, done.drifted, done.answered], ['done', null, 3, shippedCatalog.namespaces.length + 2]);
  assert.ok(hub.asked.includes('newvendor') && hub.asked.includes('partner') && !hub.asked.includes('acme') && !hub.asked.includes('elsewhere'), 'no namespace of an organization, and of no other registry');
  assert.notEqual(await store.version(), versionBefore, 'gateways are told');
  const told = done.drift.map(({ namespace, before, after, applied }) => [namespace, before, after, applied]).toSorted();
  assert.deepEqual(told, [['grafana', 'verified-publisher', 'community', true], ['newvendor', 'community', 'verified-publisher', true], ['partner', 'community', 'sponsored-open-source', true]]);

  const developer = await as('developer');
  const show = async (namespace: string) => (await developer('GET', `/v2/orgs/acme/catalog/${namespace}`)).json;
  assert.deepEqual([(await show('newvendor')).category, (await show('newvendor')).source.as_of], ['verified-publisher', '2026-11-21']);
  assert.deepEqual([(await show('grafana')).category, (await show('grafana')).badge, (await show('grafana')).source.evidence], ['community', null, 'refreshed: Docker Hub gives no badge any more']);
  assert.equal((await show('partner')).category, 'verified-publisher', 'an owner pins it');
  const listed = (await developer('GET', '/v2/orgs/acme/catalog?search=grafana')).json.results[0] as unknown as { readonly drift: unknown };
  assert.deepEqual(listed.drift, { before: 'verified-publisher', after: 'community', at: '2026-11-21T12:00:00.000Z' });

  const version = await store.version();
  assert.equal((await refresh()).drifted, 0);
  assert.equal(await store.version(), version, 'a date that is confirmed changes no decision');
});

test('what nobody lists and has no badge looks as if nobody had asked for it', async (t) => {
  const { as, store, refresh, clock } = await open(t, { withSecondOrganization: false });
  await store.insertRecords([pullRecord({ timeMs: clock.nowMs, repository: 'secret-project/app' })]);
  await refresh();
  const developer = await as('developer');
  assert.deepEqual((await developer('GET', '/v2/orgs/acme/catalog/secret-project')).json, { namespace: 'secret-project', category: 'community', badge: null, source: { kind: 'unlisted' } });
  assert.equal((await developer('GET', '/v2/orgs/secret-project')).status, 404);
  assert.equal((await developer('GET', '/v2/orgs/acme/catalog?search=secret')).json.count, 0);
});

test('an address that gives or takes badges by the dozen is held, until an owner of everything accepts it', async (t) => {
  const { hub, as, refresh } = await open(t);
  for (const namespace of shippedCatalog.namespaces) hub.badges.set(namespace, null);
  const held = await refresh();
  assert.equal(held.outcome, 'held');
  assert.match(held.problem ?? '', /would change at once/);
  const developer = await as('developer');
  const grafana = async () => (await developer('GET', '/v2/orgs/acme/catalog/grafana')).json.category;
  assert.equal(await grafana(), 'verified-publisher');
  assert.ok(held.drift.length === 100 && held.drift.every(({ applied }) => !applied));
  assert.equal((await refresh({ accept: true })).outcome, 'done');
  assert.equal(await grafana(), 'community');
});

test('with apply report nothing takes effect, and the same is told once', async (t) => {
  const { hub, as, refresh } = await open(t, { apply: 'report' });
  hub.badges.set('grafana', '');
  for (let run = 0; run < 2; run += 1) assert.deepEqual((await refresh()).drift.map(({ namespace, applied }) => [namespace, applied]), [['grafana', false]]);
  assert.equal((await (await as('developer'))('GET', '/v2/orgs/acme/catalog/grafana')).json.category, 'verified-publisher');
});

test('an address that is down is given up soon, and nothing is lost', async (t) => {
  const { hub, as, refresh, store } = await open(t);
  hub.down = true;
  const failed = await refresh();
  assert.deepEqual([failed.outcome, failed.problem, hub.asked.length, failed.drifted], ['failed', 'the address does not answer as Docker Hub does: it answers 500', 5, 0]);
  assert.equal((await (await as('developer'))('GET', '/v2/orgs/acme/catalog/grafana')).json.category, 'verified-publisher');
  assert.deepEqual(await store.storedFindings(), []);
});

test('who started a refresh is in the log, and what it changed', async (t) => {
  const { hub, store, refresh } = await open(t);
  hub.badges.set('grafana', '');
  await refresh();
  const acts = (await store.listActivity(null, { action: 'installation.catalog.refresh' }, { order: 'oldest-first', limit: 10 })).map(({ line }) => JSON.parse(line) as { readonly actor: { readonly name: string }; readonly after: Readonly<Record<string, unknown>> });
  assert.deepEqual(acts.map(({ actor, after }) => [actor.name, after['started'], after['changes']]), [
    ['owner', true, undefined],
    ['owner', undefined, [{ namespace: 'grafana', before: 'verified-publisher', after: 'community', applied: true }]],
  ]);
});

test('only an owner of everything sees and starts a refresh, and where it is off that is said', async (t) => {
  const { as } = await openInstallation(t, { withSecondOrganization: false });
  for (const who of ['developer', 'editor']) for (const method of ['GET', 'POST']) assert.equal((await (await as(who))(method, refreshPath, method === 'POST' ? {} : undefined)).status, 403);
  const owner = await as('owner');
  assert.deepEqual((({ enabled, outcome }) => [enabled, outcome])((await owner('GET', refreshPath)).json), [false, null]);
  const { status, json } = await owner('POST', refreshPath, {});
  assert.deepEqual([status, json.detail], [409, 'the refresh of the catalog is off: set catalog.refresh.enabled on the server, see docs/catalog.md']);
  assert.equal((await owner('POST', refreshPath, { accept: 'yes' })).status, 400);
});
