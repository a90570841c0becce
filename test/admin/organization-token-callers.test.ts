// Organization access tokens as callers of the admin API: what their scopes of the organization open, and nothing else.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { type Installation, type Send, openInstallation } from './installation.ts';

type Resource = { readonly type: 'TYPE_ORG' | 'TYPE_REPO'; readonly path: string; readonly scopes: readonly string[] };

/** Signs in with a new organization access token of acme, as docker's provider and scripts do. */
async function withOrganizationToken({ as, anonymous }: Pick<Installation, 'as' | 'anonymous'>, resources: readonly Resource[], path = '/v2/auth/token'): Promise<{ readonly send: Send; readonly id: string }> {
  const { json } = await (await as('owner'))('POST', '/v2/orgs/acme/access-tokens', { label: 'ci', resources });
  const credentials = path === '/v2/auth/token' ? { identifier: 'Acme', secret: json.token } : { username: 'acme', password: json.token };
  const signedIn = await anonymous('POST', path, credentials);
  assert.equal(signedIn.status, 200, signedIn.text);
  const bearer = path === '/v2/auth/token' ? signedIn.json.access_token : signedIn.json.token;
  return { id: json.id, send: (method, address, body, headers) => anonymous(method, address, body, { Authorization: `Bearer ${bearer}`, ...headers }) };
}

const ofAcme = (...scopes: readonly string[]): readonly Resource[] => [{ type: 'TYPE_ORG', path: 'acme', scopes }];

test('a token calls what its scope opens, with and without the prefix, and editing includes reading', async (t) => {
  const installation = await openInstallation(t);
  for (const [scope, member, group] of [['scope-member-read', 200, 403], ['member-edit', 200, 403], ['scope-group-read', 403, 200], ['GROUP-EDIT', 403, 200]] as const) {
    const { send } = await withOrganizationToken(installation, ofAcme(scope), '/v2/users/login');
    assert.equal((await send('GET', '/v2/orgs/acme/members')).status, member, scope);
    assert.equal((await send('GET', '/v2/orgs/acme/groups')).status, group, scope);
    assert.equal((await send('POST', '/v2/orgs/acme/groups', { name: `team-${scope.slice(-8)}` })).status, scope === 'GROUP-EDIT' ? 201 : 403, scope);
  }
});

test('every route is closed to a token but those of its scopes, in its own organization', async (t) => {
  const installation = await openInstallation(t);
  const everything = [...new Set(Object.values<Route>(routes).flatMap(({ organizationTokenScope }) => organizationTokenScope ?? []))];
  assert.ok(everything.length >= 7, everything.join());
  const { send } = await withOrganizationToken(installation, ofAcme(...everything));
  const nothing = (await withOrganizationToken(installation, ofAcme('scope-ram-read'))).send;
  for (const [id, route] of Object.entries<Route>(routes)) {
    if (route.caller === 'anyone' || route.caller === 'scim') continue;
    const at = (org: string): string => pathOf(route.path, { org, username: 'nobody', team: 'none', id: 'none', uuid: 'none', revision: '999', namespace: 'bitnami', registry: 'quay.io' } as never);
    const body = route.request === undefined ? undefined : {};
    const { status, json } = await send(route.method, at('acme'), body);
    const isRefused = status === 403 && /^organization access tokens cannot do this/.test(json.detail);
    assert.equal(isRefused, route.organizationTokenScope === undefined, `${id}: ${status} ${json.detail}`);
    assert.equal((await nothing(route.method, at('acme'), body)).status, 403, id);
    if (route.organizationTokenScope === undefined || !route.path.includes('{org}')) continue;
    for (const org of ['globex', 'nowhere']) {
      const foreign = await send(route.method, at(org), body);
      assert.deepEqual([foreign.status, foreign.json.detail], [404, 'organization not found'], id);
    }
  }
});

test('scopes of repositories and of other paths open nothing', async (t) => {
  const installation = await openInstallation(t);
  const resources: readonly Resource[] = [
    { type: 'TYPE_REPO', path: 'acme/*', scopes: ['scope-member-read', 'scope-image-pull'] },
    { type: 'TYPE_ORG', path: 'globex', scopes: ['scope-member-read'] },
    { type: 'TYPE_ORG', path: '*/*/public', scopes: ['scope-member-read'] },
  ];
  const { send } = await withOrganizationToken(installation, resources);
  for (const org of ['acme', 'globex']) assert.notEqual((await send('GET', `/v2/orgs/${org}/members`)).status, 200, org);
  const { status, json } = await send('GET', '/v2/orgs/acme/members');
  assert.equal(status, 403);
  assert.equal(json.detail, 'this organization access token may not do this: give it scope-member-read of acme (TYPE_ORG)');
});

test('what a token may do changes and ends with the token, on the next request', async (t) => {
  const installation = await openInstallation(t);
  const owner = await installation.as('owner');
  const { send, id } = await withOrganizationToken(installation, ofAcme('scope-member-read'));
  const ask = async () => (await send('GET', '/v2/orgs/acme/members')).status;
  const token = `/v2/orgs/acme/access-tokens/${id}`;
  assert.equal(await ask(), 200);
  await owner('PATCH', token, { resources: ofAcme('scope-group-read') });
  assert.equal(await ask(), 403);
  await owner('PATCH', token, { resources: ofAcme('scope-member-read'), is_active: false });
  assert.equal(await ask(), 401);
  await owner('PATCH', token, { is_active: true });
  assert.equal(await ask(), 200);
  await owner('DELETE', token);
  assert.equal(await ask(), 401);
});

test('what a token changes is in the log under the token', async (t) => {
  const installation = await openInstallation(t);
  const { send, id } = await withOrganizationToken(installation, ofAcme('scope-group-edit', 'scope-activity-read'));
  assert.equal((await send('POST', '/v2/orgs/acme/groups', { name: 'robots' })).status, 201);
  const { status, text } = await send('GET', '/v2/orgs/acme/activity');
  assert.equal(status, 200);
  assert.ok(text.includes('org.team.create') && text.includes('organization-token') && text.includes(id));
});
