// Organization access tokens through the API.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inspectSecret } from '../../src/identity/secret.ts';
import { openInstallation, origin } from './installation.ts';

const tokensPath = '/v2/orgs/acme/access-tokens';
const resources = [
  { type: 'TYPE_REPO', path: '*/*/public', scopes: ['scope-image-pull'] },
  { type: 'TYPE_ORG', path: 'acme', scopes: ['scope-member-read', 'scope-group-read'] },
];

test('a token lives through create, show, list, update and revoke, and its secret is shown once', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const created = await owner('POST', tokensPath, { label: 'ci', description: 'builds', resources, expires_at: '2029-12-31T23:59:59Z' });
  assert.equal(created.status, 201);
  const { token, ...rest } = created.json;
  assert.equal(inspectSecret(token), 'organization');
  const { id, ...fields } = rest;
  assert.deepEqual(fields, {
    label: 'ci',
    description: 'builds',
    created_by: 'owner',
    is_active: true,
    created_at: '2026-11-21T12:00:00.000000Z',
    expires_at: '2029-12-31T23:59:59Z',
    last_used_at: null,
    resources,
  });
  const path = `${tokensPath}/${id}`;
  assert.deepEqual((await owner('GET', path)).json, rest);

  const list = (await owner('GET', tokensPath)).json;
  const entry: Partial<typeof rest> = { ...rest };
  delete entry.resources;
  assert.deepEqual(list, { total: 1, next: null, previous: null, results: [entry] });

  const updated = (await owner('PATCH', path, { label: 'cd', description: '', resources: [], is_active: false })).json;
  assert.deepEqual(updated, { ...rest, label: 'cd', description: '', resources: [], is_active: false });
  assert.deepEqual((await owner('PATCH', path, { is_active: true })).json, { ...updated, is_active: true });

  assert.equal((await owner('DELETE', path)).status, 204);
  for (const again of [await owner('DELETE', path), await owner('GET', path), await owner('PATCH', path, {})]) {
    assert.deepEqual([again.status, again.json.detail], [404, 'organization access token not found']);
  }
});

test('what is left out reads back as empty, not as absent', async (t) => {
  const { as } = await openInstallation(t);
  const { status, json } = await (await as('owner'))('POST', tokensPath, { label: 'ci' });
  assert.equal(status, 201);
  assert.deepEqual([json.description, json.resources, json.expires_at], ['', [], null]);
});

test('a wrong field is refused, all of them at once, and makes no token', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const { status, json } = await owner('POST', tokensPath, {
    description: 'x'.repeat(201),
    resources: [{ type: 'TYPE_TEAM', path: '', scopes: [] }],
    expires_at: '2020-01-01T00:00:00',
  });
  assert.equal(status, 400);
  assert.deepEqual(Object.keys(json.fields).toSorted(), ['description', 'expires_at', 'label', 'resources.0.path', 'resources.0.scopes', 'resources.0.type']);
  assert.equal((await owner('POST', tokensPath, { label: 'x', expires_at: '2020-01-01T00:00:00Z' })).status, 400);
  assert.equal((await owner('GET', tokensPath)).json.total, 0);
});

test('lists come in pages', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (let number = 0; number < 3; number += 1) await owner('POST', tokensPath, { label: `t${number}` });
  const { total, next, results } = (await owner('GET', `${tokensPath}?page_size=2`)).json;
  assert.deepEqual([total, next, results.length], [3, `${origin}${tokensPath}?page_size=2&page=2`, 2]);
});

test('the tokens of one organization are no other\'s', async (t) => {
  const { as } = await openInstallation(t);
  const { id } = (await (await as('owner'))('POST', tokensPath, { label: 'ci' })).json;
  const { status, json } = await (await as('stranger'))('GET', `/v2/orgs/globex/access-tokens/${id}`);
  assert.deepEqual([status, json.detail], [404, 'organization access token not found']);
});
