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

const roles = async (owner: Send): Promise<readonly string[]> => (await owner('GET', '/v2/orgs/acme/members')).json.results.map(({ username, role }) => `${username} ${role}`);

test('no scope makes an owner or unmakes one: neither by a role nor by an invitation', async (t) => {
  const installation = await openInstallation(t);
  const owner = await installation.as('owner');
  const { send } = await withOrganizationToken(installation, ofAcme('scope-member-edit', 'scope-invite-edit', 'scope-group-edit'));
  const invited = (await owner('POST', '/v2/invites/bulk', { org: 'acme', invitees: ['chief@acme.example'], role: 'owner' })).json as unknown as { readonly invitees: readonly { readonly invite: { readonly id: string; readonly link: string } }[] };
  const { id = '', link = '' } = invited.invitees[0]?.invite ?? {};
  const before = [await roles(owner), (await owner('GET', '/v2/orgs/acme/invites')).text];
  const refused: readonly (readonly [method: string, path: string, body: unknown, sentence: RegExp])[] = [
    ['PUT', '/v2/orgs/acme/members/developer', { role: 'owner' }, /makes nobody an owner: sign in as one/],
    ['PUT', '/v2/orgs/acme/members/second-owner', { role: 'owner' }, /makes nobody an owner/],
    ['PUT', '/v2/orgs/acme/members/second-owner', { role: 'member' }, /^`second-owner` is an owner, whom an organization access token neither demotes nor removes/],
    ['DELETE', '/v2/orgs/acme/members/SECOND-OWNER', undefined, /neither demotes nor removes/],
    ['POST', '/v2/invites/bulk', { org: 'acme', invitees: ['friend@acme.example'], role: 'owner' }, /makes nobody an owner/],
    ['POST', '/v2/invites/bulk', { org: 'ACME', invitees: ['friend@acme.example'], role: 'owner', dry_run: true }, /makes nobody an owner/],
    ['POST', '/v2/invites/bulk', { org: 'acme', invitees: ['friend@acme.example', 'Chief@acme.example'], role: 'member' }, /^the invitation of `chief@acme\.example` is for an owner/],
    ['POST', `/v2/invites/${id}/link`, undefined, /is for an owner/],
    ['PATCH', `/v2/invites/${id}/resend`, undefined, /is for an owner/],
    ['DELETE', `/v2/invites/${id}`, undefined, /is for an owner/],
    ['POST', '/v2/orgs/acme/members', { username: 'puppet', role: 'owner' }, /^organization access tokens cannot do this/],
    ['POST', '/v2/orgs/acme/members/developer/password', {}, /^organization access tokens cannot do this/],
    ['POST', '/v2/orgs/acme/access-tokens', { label: 'wider', resources: ofAcme('scope-member-edit') }, /^organization access tokens cannot do this/],
    ['POST', '/v2/orgs/acme/scim-token', undefined, /^organization access tokens cannot do this/],
    ['POST', '/v2/invites/accept', { token: link }, /^organization access tokens cannot do this/],
  ];
  for (const [method, path, body, sentence] of refused) {
    const { status, json } = await send(method, path, body);
    assert.equal(status, 403, `${method} ${path}: ${json.detail}`);
    assert.match(json.detail, sentence, `${method} ${path}`);
  }
  assert.deepEqual([await roles(owner), (await owner('GET', '/v2/orgs/acme/invites')).text], before);

  assert.equal((await send('PUT', '/v2/orgs/acme/members/developer', { role: 'editor' })).status, 200, 'other roles are its scope');
  assert.equal((await send('DELETE', '/v2/orgs/acme/members/editor')).status, 204);
  assert.equal((await send('POST', '/v2/invites/bulk', { org: 'acme', invitees: ['friend@acme.example'], role: 'editor' })).status, 202);
});

test('an editor, a token of a person and an identity provider have no way up either', async (t) => {
  const installation = await openInstallation(t);
  const { as, withToken, anonymous } = installation;
  const owner = await as('owner');
  const before = await roles(owner);
  const climbs = [
    ['PUT', '/v2/orgs/acme/members/editor', { role: 'owner' }],
    ['POST', '/v2/orgs/acme/members', { username: 'puppet', role: 'owner' }],
    ['POST', '/v2/invites/bulk', { org: 'acme', invitees: ['puppet'], role: 'owner' }],
    ['POST', '/v2/orgs/acme/access-tokens', { label: 'x', resources: ofAcme('scope-member-edit') }],
    ['PUT', '/v2/orgs/acme/single-sign-on', { group_mapping: [{ group: 'x', role: 'owner' }] }],
    ['POST', '/v2/orgs/acme/scim-token', undefined],
    ['POST', '/v2/orgs', { orgname: 'puppets' }],
  ] as const;
  const callers = { editor: await as('editor'), "an owner's narrow token": (await withToken('owner', 'repo:write')).send, "an editor's token": (await withToken('editor', 'repo:admin')).send };
  for (const [who, send] of Object.entries(callers)) {
    for (const [method, path, body] of climbs) assert.equal((await send(method, path, body)).status, 403, `${who}: ${method} ${path}`);
  }
  const narrow = (await withToken('owner', 'repo:write')).send;
  assert.equal((await narrow('POST', '/v2/access-tokens', { token_label: 'wider', scopes: ['repo:admin'] })).status, 403);
  assert.equal((await narrow('PUT', '/v2/user/password', { current_password: 'x', new_password: 'another password' })).status, 403);

  const { token } = (await owner('POST', '/v2/orgs/acme/scim-token')).json;
  const scim: Send = (method, path, body) => anonymous(method, `/v2/scim/2.0${path}`, body, { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' });
  const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'puppet@acme.example', roles: [{ value: 'owner' }], role: 'owner', userType: 'owner', entitlements: ['owner'] };
  const made = await scim('POST', '/Users', user);
  assert.equal(made.status, 201, made.text);
  const developer = await installation.store.findMember('acme', 'developer');
  for (const displayName of ['owners', 'owner', 'admins']) {
    const { status } = await scim('POST', '/Groups', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName, members: [{ value: made.json.id }, { value: developer?.id }] });
    assert.ok([201, 400, 409].includes(status), `${displayName}: ${status}`);
  }
  for (const path of [`/Users/${made.json.id}`, `/Users/${developer?.id}`]) {
    await scim('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'add', path: 'roles', value: [{ value: 'owner' }] }] });
    await scim('PUT', path, { ...user, userName: path === `/Users/${made.json.id}` ? user.userName : 'developer' });
  }
  assert.deepEqual((await roles(owner)).filter((each) => !each.startsWith('puppet ')), before);
  assert.equal((await installation.store.findMember('acme', 'puppet'))?.role, 'member');
  for (const path of ['/v2/user', '/v2/orgs/acme/members', '/v2/orgs/acme/settings']) {
    assert.equal((await anonymous('GET', path, undefined, { Authorization: `Bearer ${token}` })).status, 401, path);
  }
});
