// Personal access tokens through the API.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inspectSecret } from '../../src/identity/secret.ts';
import { openInstallation, origin } from './installation.ts';

test('a token lives through create, show, list, update and revoke, and its secret is shown once', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const owner = await as('owner');
  const created = await owner('POST', '/v2/access-tokens', { token_label: 'laptop', scopes: ['repo:read', 'repo:write'], expires_at: '2029-12-31T23:59:59Z', is_active: false }, { 'User-Agent': 'terraform-provider-docker/1.0' });
  assert.equal(created.status, 201);
  const { token, uuid, ...rest } = created.json;
  assert.equal(inspectSecret(token), 'personal');
  assert.deepEqual(rest, {
    client_id: 'HUB',
    creator_ip: '',
    creator_ua: 'terraform-provider-docker/1.0',
    created_at: '2026-11-21T12:00:00.000000Z',
    last_used: null,
    generated_by: 'manual',
    is_active: true,
    token_label: 'laptop',
    scopes: ['repo:read', 'repo:write'],
    expires_at: '2029-12-31T23:59:59Z',
  });

  const path = `/v2/access-tokens/${uuid}`;
  assert.deepEqual((await owner('GET', path)).json, { ...rest, uuid, token: '' });
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'owner', password: token })).status, 200);
  assert.equal((await owner('GET', path)).json.last_used, '2026-11-21T12:00:00.000000Z');

  const updated = await owner('PATCH', path, { token_label: 'old laptop', is_active: false });
  assert.deepEqual([updated.status, updated.json.token_label, updated.json.is_active, updated.json.token], [200, 'old laptop', false, '']);
  assert.equal((await owner('PATCH', path, { is_active: true })).json.token_label, 'old laptop');
  assert.equal((await owner('PATCH', path, {})).status, 200, 'nothing to change is no error');

  const revoked = await owner('DELETE', path);
  assert.deepEqual([revoked.status, revoked.text], [204, '']);
  for (const again of [await owner('DELETE', path), await owner('GET', path), await owner('PATCH', path, { is_active: true })]) {
    assert.deepEqual([again.status, again.json.detail], [404, 'access token not found']);
  }
});

test('the expiry reads back byte for byte, and is null where there is none', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const [sent, read] of [['2029-12-31T23:59:59Z', '2029-12-31T23:59:59Z'], ['2027-01-01T01:00:00.123456+01:00', '2027-01-01T01:00:00.123456+01:00'], [null, null], ['', null], [undefined, null]]) {
    const { status, json } = await owner('POST', '/v2/access-tokens', { token_label: 'x', scopes: ['repo:read'], expires_at: sent });
    assert.equal(status, 201);
    assert.equal(json.expires_at, read);
    assert.equal((await owner('GET', `/v2/access-tokens/${json.uuid}`)).json.expires_at, read);
  }
});

test('a wrong label, scope or expiry is refused and makes no token', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const [body, field] of [
    [{ token_label: '   ', scopes: ['repo:read'] }, 'token_label'],
    [{ token_label: 'two\nlines', scopes: ['repo:read'] }, 'token_label'],
    [{ token_label: 7, scopes: ['repo:read'] }, 'token_label'],
    [{ token_label: 'x', scopes: [] }, 'scopes'],
    [{ token_label: 'x', scopes: 'repo:read' }, 'scopes'],
    [{ token_label: 'x', scopes: ['repo:read', 'admin'] }, 'scopes.1'],
    [{ token_label: 'x', scopes: ['repo:read'], expires_at: '2026-11-21T12:00:00Z' }, 'expires_at'],
    [{ token_label: 'x', scopes: ['repo:read'], expires_at: '2029-13-31T23:59:59Z' }, 'expires_at'],
    [{ token_label: 'x', scopes: ['repo:read'], expires_at: '2029-12-31' }, 'expires_at'],
    [{ token_label: 'x', scopes: ['repo:read'], expires_at: 1893456000 }, 'expires_at'],
  ] as const) {
    const { status, json } = await owner('POST', '/v2/access-tokens', body);
    assert.equal(status, 400);
    assert.deepEqual(Object.keys(json.fields), [field]);
    assert.equal(json.fields[field]?.length, 1, json.text);
  }
  assert.equal((await owner('GET', '/v2/access-tokens')).json.count, 0);
});

test('lists come in pages with absolute links on the host that was asked, and count the active', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const ids: string[] = [];
  for (let number = 0; number < 12; number += 1) ids.push((await owner('POST', '/v2/access-tokens', { token_label: `t${number}`, scopes: ['repo:read'] })).json.uuid);
  await owner('PATCH', `/v2/access-tokens/${ids[0]}`, { is_active: false });

  const first = (await owner('GET', '/v2/access-tokens')).json;
  assert.deepEqual([first.count, first.active_count, first.results.length, first.previous], [12, 11, 10, null]);
  assert.equal(first.next, `${origin}/v2/access-tokens?page=2&page_size=10`);
  const second = (await owner('GET', first.next)).json;
  assert.deepEqual([second.results.length, second.next, second.previous], [2, null, `${origin}/v2/access-tokens?page=1&page_size=10`]);
  assert.deepEqual([...first.results, ...second.results].map(({ uuid }) => uuid).toSorted(), ids.toSorted());
  for (const entry of first.results) assert.equal(entry.token, '');

  const elsewhere = (await owner('GET', 'https://hub.example.test:8443/v2/access-tokens/?page_size=5&page=2')).json;
  assert.equal(elsewhere.next, 'https://hub.example.test:8443/v2/access-tokens/?page_size=5&page=3');
  assert.deepEqual((await owner('GET', '/v2/access-tokens?page=9')).json.results, []);
  for (const query of ['page=0', 'page=x', 'page_size=0', 'page_size=101', 'page=1e9']) assert.equal((await owner('GET', `/v2/access-tokens?${query}`)).status, 400, query);
});

test('nobody reads, changes or revokes the token of another', async (t) => {
  const { as } = await openInstallation(t);
  const { uuid } = (await (await as('developer'))('POST', '/v2/access-tokens', { token_label: 'mine', scopes: ['repo:read'] })).json;
  const owner = await as('owner');
  for (const [method, body] of [['GET', undefined], ['PATCH', { is_active: false }], ['DELETE', undefined]] as const) {
    assert.equal((await owner(method, `/v2/access-tokens/${uuid}`, body)).status, 404);
  }
  assert.equal((await (await as('developer'))('GET', `/v2/access-tokens/${uuid}`)).json.is_active, true);
});

test('tokens are made with a password or a token of repo:admin alone', async (t) => {
  const { withToken } = await openInstallation(t);
  const body = { token_label: 'x', scopes: ['repo:admin'] };
  for (const [scope, status] of [['repo:write', 403], ['repo:read', 403], ['repo:admin', 201]] as const) {
    assert.equal((await (await withToken('developer', scope)).send('POST', '/v2/access-tokens', body)).status, status, scope);
  }
});
