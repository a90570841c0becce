// The tokens of identity providers, and what they open: SCIM's routes, in one organization, and nothing else.
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertRefused, scim, withToken } from './identity-provider.ts';
import { openInstallation, origin } from './installation.ts';

const path = '/v2/orgs/acme/scim-token';

test('an owner makes a token, whose secret is shown once, sees when it was used, changes over to another and revokes it', async (t) => {
  const installation = await openInstallation(t);
  const { as, clock } = installation;
  const owner = await as('owner');
  const first = await owner('POST', path);
  assert.equal(first.status, 201);
  const { token, base_url, ...shown } = first.json as unknown as { token: string; base_url: string; id: string; last_used_at: string | null; created_by: string };
  assert.match(token, /^pgt_scim_[0-9A-Za-z]{42}$/);
  assert.equal(base_url, `${origin}${scim}`);
  assert.deepEqual([shown.created_by, shown.last_used_at], ['owner', null]);
  const list = async () => (await owner('GET', path)).json as unknown as { base_url: string; results: readonly { id: string; last_used_at: string | null }[] };
  assert.deepEqual(await list(), { base_url, results: [shown] });
  clock.nowMs += 60_000;
  assert.equal((await withToken(installation, token)('GET', '/Users')).status, 200);
  assert.equal((await list()).results[0]?.last_used_at, '2026-11-21T12:01:00.000000Z');

  const second = (await owner('POST', path)).json;
  const third = await owner('POST', path);
  assert.deepEqual([third.status, third.json.detail], [409, 'acme has two SCIM tokens already: revoke the one that is no longer used']);
  for (const secret of [token, second.token]) assert.equal((await withToken(installation, secret)('GET', '/Users')).status, 200);
  assert.equal((await owner('DELETE', `${path}/${shown.id}`)).status, 204);
  assertRefused(await withToken(installation, token)('GET', '/Users'), { status: 401 });
  assert.equal((await withToken(installation, second.token)('GET', '/Users')).status, 200);
  assert.deepEqual((await owner('DELETE', `${path}/${shown.id}`)).json.detail, 'SCIM token not found');
  assert.equal((await owner('DELETE', `${path}/${second.id}`)).status, 204);

  const { logs } = (await owner('GET', '/v2/auditlogs/acme?page_size=100')).json as unknown as { logs: readonly { action: string }[] };
  const acts = logs.map(({ action }) => action).filter((action) => action.startsWith('enterprise')).toReversed();
  assert.deepEqual(acts, ['enterprise.sso.connection.scim_toggle', 'enterprise.sso.connection.scim_token_refresh', 'enterprise.sso.connection.scim_token_refresh', 'enterprise.sso.connection.scim_toggle']);
  assert.ok(!JSON.stringify(logs).includes(token.slice(0, 20)));
});

test("another organization's token cannot be revoked or seen", async (t) => {
  const { as } = await openInstallation(t);
  const { id } = (await (await as('owner'))('POST', path)).json;
  const stranger = await as('stranger');
  assert.equal((await stranger('DELETE', `/v2/orgs/globex/scim-token/${id}`)).status, 404);
  assert.equal((await stranger('DELETE', `${path}/${id}`)).status, 404);
  assert.deepEqual(((await stranger('GET', '/v2/orgs/globex/scim-token')).json as unknown as { results: unknown }).results, []);
});

test('without its token SCIM tells nothing, in its own words; with it nothing else opens', async (t) => {
  const installation = await openInstallation(t);
  const { as, anonymous } = installation;
  const { token } = (await (await as('owner'))('POST', path)).json;
  for (const wrong of ['', 'pgt_scim_', `${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}`, `pgt_scim_${'0'.repeat(42)}`, 'eyJhbGciOiJub25lIn0.e30.']) {
    for (const where of ['/Users', '/Users/x', '/Groups', '/ServiceProviderConfig', '/Schemas']) {
      const reply = await withToken(installation, wrong)('GET', where);
      assertRefused(reply, { status: 401 });
      assert.match(reply.headers.get('www-authenticate') ?? '', /^Bearer /);
    }
  }
  const send = withToken(installation, token);
  assertRefused(await send('GET', '/nowhere'), { status: 404, detail: /^not found$/ });
  assertRefused(await send('PUT', '/Users', {}), { status: 405 });
  assertRefused(await send('POST', '/Users', 'x'.repeat(1024 * 1024 + 1)), { status: 413 });
  for (const other of ['/v2/user', '/v2/orgs/acme/members', path]) assert.equal((await anonymous('GET', other, undefined, { Authorization: `Bearer ${token}` })).status, 401);
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'acme', password: token })).status, 401);
});

test('an identity provider can find out what there is', async (t) => {
  const installation = await openInstallation(t);
  const send = withToken(installation, (await (await installation.as('owner'))('POST', path)).json.token);
  const config = (await send('GET', '/ServiceProviderConfig')).json as unknown as Record<string, { supported: boolean }>;
  assert.deepEqual(['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag'].map((name) => config[name]?.supported), [true, false, true, false, true, true]);
  for (const where of ['/ResourceTypes', '/Schemas']) {
    const { Resources, totalResults } = (await send('GET', where)).json;
    assert.equal(totalResults, Resources.length);
    for (const resource of Resources) {
      assert.ok(resource.meta.location.startsWith(`${origin}${scim}${where}/`));
      assert.deepEqual((await send('GET', `${where}/${encodeURIComponent(resource.id)}`)).json, resource);
    }
    assertRefused(await send('GET', `${where}/none`), { status: 404 });
  }
});
