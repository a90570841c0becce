// What a change of settings would have done to the pulls of the last days.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import type { PullRecord } from '../../src/audit/pull-record.ts';
import { openInstallation } from './installation.ts';
import { pullRecord } from './pull-record.ts';

const path = '/v2/orgs/acme/settings/preview';
const dayMs = 24 * 60 * 60 * 1000;

async function open(t: TestContext) {
  const installation = await openInstallation(t);
  const { store, clock, as } = installation;
  const owner = await as('owner');
  const idOf = async (name: string) => (await store.findAccountByName(name))!.id;
  let records = 0;
  const pulled = async (name: string, repository: string, overrides: Partial<PullRecord> = {}) => {
    records += 1;
    await store.insertRecords([pullRecord({ id: `r${records}`, timeMs: clock.nowMs - records * 1000, subjectId: await idOf(name), subjectName: name, repository, ...overrides })]);
  };
  const preview = async (body: object) => {
    const { status, json } = await owner('POST', path, body);
    assert.equal(status, 200);
    return json;
  };
  return { ...installation, owner, pulled, preview };
}

test('a stricter policy: who would be refused what, by members alone, and nothing is changed', async (t) => {
  const { pulled, preview, owner } = await open(t);
  for (let n = 0; n < 3; n += 1) await pulled('developer', 'someuser/custom-image', { tag: `v${n}` });
  await pulled('editor', 'someuser/custom-image');
  await pulled('editor', 'library/nginx');
  await pulled('developer', 'acme/app');
  await pulled('owner', 'other/owners-may'); // an owner goes on whatever the settings say
  await pulled('developer', 'owner/image', { registry: 'ghcr.io', category: null });
  const { newly_refused: refused, newly_permitted: permitted, records, is_complete } = await preview({ settings: { restricted_images: { enabled: true } } });
  assert.deepEqual([records, is_complete, permitted.repositories], [8, true, 0]);
  assert.deepEqual([refused.repositories, refused.people, refused.requests], [1, 2, 4]);
  const [only] = refused.results;
  assert.deepEqual([only!.repository, only!.category, only!.rule, only!.people, only!.requests], ['someuser/custom-image', 'community', 'category', ['developer', 'editor'], 4]);
  assert.match(only!.reason ?? '', /^image access denied: community images not allowed \(someuser\/custom-image, organization acme\)/);
  assert.equal((await owner('GET', '/v2/orgs/acme/settings')).json.revision, 1);
});

test('what would be permitted again, what would only be recorded, and registries', async (t) => {
  const { pulled, preview, owner } = await open(t);
  await owner('PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: true } });
  await pulled('developer', 'someuser/app', { effect: 'deny', outcome: 403 });
  await pulled('developer', 'owner/image', { registry: 'ghcr.io', category: null });
  await pulled('developer', 'developer/mine', { action: 'push' });
  const allowed = await preview({ settings: { restricted_images: { allowlist: { enabled: true, repositories: ['someuser/*'] } } } });
  assert.deepEqual(allowed.newly_permitted.results.map(({ repository, rule, reason }) => [repository, rule, reason]), [['someuser/app', 'allowlist', null]]);
  const registries = await preview({ registry_access_management: { enabled: true } });
  assert.deepEqual(registries.newly_refused.results.map(({ registry, repository, rule }) => [registry, repository, rule]), [['ghcr.io', 'owner/image', 'registry-access']]);
  const pushes = await preview({ settings: { namespace_access: { enabled: true } } });
  assert.deepEqual(pushes.newly_refused.results.map(({ action, repository, rule }) => [action, repository, rule]), [['push', 'developer/mine', 'namespace-access']]);
  const audit = await preview({ settings: { restricted_images: { mode: 'audit' } }, registry_access_management: { enabled: true } });
  assert.deepEqual([audit.newly_permitted.results.map(({ repository }) => repository), audit.newly_recorded.results.map(({ repository }) => repository), audit.newly_refused.repositories], [['someuser/app'], ['owner/image'], 0]);
});

test('robots and the anonymous are among those who would be refused, whoever has left is not', async (t) => {
  const { pulled, preview } = await open(t);
  await pulled('owner', 'library/nginx', { subjectKind: 'organization-token', subjectId: 'oat-1', subjectName: 'acme' });
  await pulled('owner', 'someuser/app', { subjectKind: 'anonymous', subjectId: null, subjectName: null });
  await pulled('stranger', 'someuser/app');
  const { newly_refused: refused } = await preview({ settings: { restricted_images: { enabled: true }, sign_in: { enforced: false } } });
  assert.deepEqual(refused.results.map(({ repository, people }) => [repository, people]), [['library/nginx', ['acme (organization access token)']]]);
});

test('older pulls count from when they are asked for', async (t) => {
  const { pulled, preview, clock } = await open(t);
  await pulled('developer', 'someuser/app', { timeMs: clock.nowMs - 40 * dayMs });
  const body = { settings: { restricted_images: { enabled: true } } };
  assert.equal((await preview(body)).newly_refused.repositories, 0);
  assert.equal((await preview({ ...body, since: new Date(clock.nowMs - 50 * dayMs).toISOString() })).newly_refused.repositories, 1);
});

test('a preview that says nothing, or what no settings may be, is refused with every problem', async (t) => {
  const { owner, as, clock } = await open(t);
  for (const [body, field] of [
    [{}, 'body'],
    [{ settings: { restricted_images: { mode: 'off' } } }, 'settings.restricted_images.mode'],
    [{ settings: {}, since: 'yesterday' }, 'since'],
    [{ settings: {}, since: new Date(clock.nowMs + dayMs).toISOString() }, 'since'],
    [{ registry_access_management: { custom_registries: [{ address: 'ghcr.io', allowed: true }, { address: 'https://ghcr.io/', allowed: false }] } }, 'settings'],
  ] as const) {
    const { status, json } = await owner('POST', path, body);
    assert.deepEqual([status, Object.keys(json.fields)], [400, [field]], JSON.stringify(body));
  }
  assert.equal((await (await as('developer'))('POST', path, { settings: {} })).status, 403);
});
