// Whose account a sign-in opens, and what the provider's groups bring there.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import type { Role } from '../../src/core/policy/facts.ts';
import { newTeam } from '../../src/admin/new-team.ts';
import { hashPassword, noPasswordHash } from '../../src/identity/password.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { identityProvider, make } from '../admin/identity-provider.ts';
import { password } from '../admin/installation.ts';
import { openBrowser } from './browser.ts';
import { type Scene, connectionPath, detailOf, openScene } from './scene.ts';

async function addMember({ store }: Scene, { name, email, role = 'member', hasPassword }: { readonly name: string; readonly email: string; readonly role?: Role; readonly hasPassword: boolean }): Promise<string> {
  const id = randomUUID();
  assert.equal(await store.createMember({ id, organization: 'acme', name, email, fullName: '', passwordHash: hasPassword ? await hashPassword(password) : null, role, atMs: 0 }, anAct()), 'created');
  return id;
}

test('an account without a password is linked by its verified e-mail address; one with a password only when an owner has said so', async (t) => {
  const scene = await openScene(t);
  const { provider, signIn, whoIs, connect } = scene;
  await addMember(scene, { name: 'invited', email: 'Invited@acme.test', hasPassword: false });
  await addMember(scene, { name: 'jane', email: 'jane@acme.test', hasPassword: true });
  provider.people.set('sub-1', { email: 'invited@ACME.test', email_verified: true });
  provider.people.set('sub-2', { email: 'jane@acme.test', email_verified: true });
  provider.people.set('sub-3', { email: 'jane@acme.test', email_verified: false, preferred_username: 'jane' });
  assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'invited');

  const { status, text } = await signIn('sub-2');
  assert.equal(status, 403);
  assert.equal(detailOf(text), 'the account `jane` with your e-mail address has a password of its own: sign in to `jane` as before and link it to single sign-on, or ask an owner of acme to switch link_by_email on');
  assert.equal((await whoIs((await signIn('sub-3')).browser)).username, 'jane-2', 'an address that nobody has verified is nobody');

  await connect({ link_by_email: true });
  assert.equal((await whoIs((await signIn('sub-2')).browser)).username, 'jane');
});

test('an account that a sign-in makes has no password, and none that its person could confirm; neither is it one that a registry could answer for', async (t) => {
  const { provider, signIn, store, as } = await openScene(t);
  provider.people.set('sub-1', { preferred_username: 'jane' });
  await signIn('sub-1');
  assert.equal((await store.findAccountByName('jane'))?.passwordHash, noPasswordHash);
  const { status, json } = await (await as('jane'))('POST', 'http://127.0.0.1/v2/user/totp', { password });
  assert.equal(status, 409);
  assert.equal(json.detail, 'this account has no password here: it signs in with another system');
});

test('an account that SCIM has made is linked by its verified e-mail address, without link_by_email', async (t) => {
  const scene = await openScene(t);
  await make(await identityProvider(scene), 'ann@acme.test');
  scene.provider.people.set('sub-1', { email: 'ann@acme.test', email_verified: true, preferred_username: 'somebody' });
  assert.equal((await scene.whoIs((await scene.signIn('sub-1')).browser)).username, 'ann');
});

test('an account of further organizations is linked by nobody but its own person', async (t) => {
  const scene = await openScene(t);
  const { provider, signIn, store, server, connect, whoIs } = scene;
  const id = await addMember(scene, { name: 'jane', email: 'jane@acme.test', hasPassword: false });
  const { json: me } = await scene.owner('GET', '/v2/user');
  assert.equal(me.username, 'owner');
  assert.equal((await scene.owner('POST', '/v2/orgs', { orgname: 'initech' })).status, 201);
  await store.addMembership({ organization: 'initech', userId: id, role: 'member', atMs: 0 }, anAct());
  await connect({ link_by_email: true });
  provider.people.set('sub-1', { email: 'jane@acme.test', email_verified: true });
  const { status, text } = await signIn('sub-1');
  assert.equal(status, 403);
  assert.match(detailOf(text), /^the account `jane` with your e-mail address belongs to further organizations: /);

  const jane = await scene.as('jane');
  const begun = await jane('POST', `${server}${connectionPath}/link`, { return_to: '/me' });
  assert.equal(begun.status, 200);
  const { authorization_url: address } = begun.json as unknown as { authorization_url: string };
  const thief = openBrowser();
  assert.equal((await thief.visit(address, { login: 'sub-1' })).status, 400, 'only the browser that asked comes back');
  const browser = openBrowser();
  browser.setCookies(server, (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  assert.equal((await browser.visit(address, { login: 'sub-1' })).url.href, `${server}/me`);
  assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'jane');

  const developer = await scene.as('developer');
  const again = await developer('POST', `${server}${connectionPath}/link`, {});
  browser.setCookies(server, (again.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  const taken = await browser.visit((again.json as unknown as { authorization_url: string }).authorization_url, { login: 'sub-1' });
  assert.equal(taken.status, 403);
  assert.match(detailOf(taken.text), /is another account of acme already/);
});

test('with domains, only people with a verified e-mail address in one of them sign in', async (t) => {
  const { provider, signIn, connect } = await openScene(t);
  await connect({ domains: ['acme.test', 'acme.example'] });
  provider.people.set('sub-1', { email: 'jane@evil.test', email_verified: true });
  provider.people.set('sub-2', { email: 'jane@acme.test', email_verified: false });
  provider.people.set('sub-3', { email: 'jane@ACME.test', email_verified: true });
  const refused = await signIn('sub-1');
  assert.equal(refused.status, 403);
  assert.equal(detailOf(refused.text), 'only people with a verified e-mail address at acme.test, acme.example sign in to acme: yours is jane@evil.test');
  assert.match(detailOf((await signIn('sub-2')).text), /sends no address that it has verified$/);
  assert.equal((await signIn('sub-3')).url.pathname, '/');
});

test('groups bring roles and teams at each sign-in; other teams stay, and so does the last owner', async (t) => {
  const scene = await openScene(t);
  const { provider, signIn, connect, store } = scene;
  for (const name of ['Platform', 'backend', 'guild']) await store.createTeam(newTeam({ organization: 'acme', name, description: '', atMs: 0 }), anAct());
  const missing = await connect({ group_mapping: [{ group: 'x', team: 'nowhere' }] });
  assert.deepEqual(missing.json.fields, { 'group_mapping.0.team': ['there is no team `nowhere` in acme: make it first'] });
  const { status, text } = await connect({ group_mapping: [{ group: 'admins', role: 'owner' }, { group: 'dev', role: 'editor', team: 'backend' }, { group: '/ops', team: 'platform' }, { group: 'sre', team: 'PLATFORM' }] });
  assert.equal(status, 200, text);

  const stateOf = async (name: string) => {
    const account = await store.findAccountByName(name);
    const id = account?.id ?? '';
    return { role: (await store.membershipsOf(id))[0]?.role, teams: [...(await store.teamsOf('acme', id))].toSorted() };
  };
  const withGroups = async (groups: unknown) => {
    provider.people.set('jane', { preferred_username: 'jane', groups });
    assert.equal((await signIn('jane')).url.pathname, '/');
    return stateOf('jane');
  };
  assert.deepEqual(await withGroups(['dev', 'sre', 'others']), { role: 'editor', teams: ['Platform', 'backend'] });
  const jane = await store.findAccountByName('jane');
  await store.addToTeam({ organization: 'acme', team: 'guild', userId: jane?.id ?? '', atMs: 0 }, anAct());
  assert.deepEqual(await withGroups([{ name: '/ops' }, { name: 'admins' }, { id: 7 }, 3]), { role: 'owner', teams: ['Platform', 'guild'] });
  assert.deepEqual(await withGroups(undefined), { role: 'member', teams: ['guild'] });
  assert.deepEqual(await withGroups('dev'), { role: 'editor', teams: ['backend', 'guild'] });

  await withGroups(['admins']);
  for (const name of ['owner', 'second-owner']) {
    const account = await store.findAccountByName(name);
    assert.equal(await store.setRole({ organization: 'acme', userId: account?.id ?? '', role: 'member' }, anAct()), 'changed');
  }
  assert.deepEqual(await withGroups([]), { role: 'owner', teams: ['guild'] });
  assert.ok(scene.logged.some((line) => line.includes('without an owner')));
});

test('groups that the provider keeps to itself because they are too many are not taken for none', async (t) => {
  const { provider, signIn, connect, store } = await openScene(t);
  await connect({ group_mapping: [{ group: 'admins', role: 'editor' }], group_claim: 'groups' });
  const { openHostileProvider, hostileSecret } = await import('./hostile-provider.ts');
  const hostile = await openHostileProvider(t);
  await connect({ issuer: hostile.issuer, client_id: 'hostile-client', client_secret: hostileSecret });
  hostile.bent = { claims: (claims) => ({ ...claims, _claim_names: { groups: 'src1' } }) };
  provider.stop();
  const { status, text } = await signIn('anybody');
  assert.equal(status, 403);
  assert.equal(detailOf(text), 'your identity provider has more groups of yours than it sends: ask an owner of acme to have it send in `groups` only those of Pullgate');
  assert.equal(await store.findAccountByName('user'), undefined);
});

test('who is taken out of the organization comes back only with the provider\'s word, in the role of the mapping', async (t) => {
  const { provider, signIn, whoIs, store } = await openScene(t);
  provider.people.set('sub-1', { preferred_username: 'jane' });
  const { browser } = await signIn('sub-1');
  const { id = '' } = (await store.findAccountByName('jane')) ?? {};
  assert.equal(await store.removeMember({ organization: 'acme', userId: id }, anAct()), 'removed');
  assert.equal((await whoIs(browser)).status, 401, 'the session is over');
  provider.people.delete('sub-1');
  assert.notEqual((await signIn('sub-1')).url.pathname, '/');
  provider.people.set('sub-1', {});
  assert.deepEqual(await whoIs((await signIn('sub-1')).browser), { status: 200, username: 'jane', email: '' });
  assert.deepEqual(await store.membershipsOf(id), [{ organization: 'acme', role: 'member' }]);
});

test('owners see whom the provider answers for, and taking a link away ends those sessions, is in the log, and leaves the account', async (t) => {
  const { provider, signIn, owner, server, whoIs, as, store } = await openScene(t);
  provider.people.set('sub-1', { preferred_username: 'jane' });
  const { browser } = await signIn('sub-1');
  const identities = `${server}${connectionPath}/identities`;
  const { json } = await owner('GET', identities);
  const results = json.results as unknown as readonly { readonly id: string }[];
  const { id = '', ...rest } = results[0] ?? {};
  assert.deepEqual({ ...rest, linked_at: '' }, { username: 'jane', issuer: provider.issuer, subject: 'sub-1', linked_at: '' });
  assert.equal((await (await as('editor'))('GET', identities)).status, 403);

  assert.equal((await owner('DELETE', `${identities}/${id}`)).status, 204);
  assert.equal((await owner('DELETE', `${identities}/${id}`)).status, 404);
  assert.equal((await whoIs(browser)).status, 401);
  const [act] = await store.listActivity('acme', { action: 'enterprise.sso.identity.unlink' }, { order: 'newest-first', limit: 2, skip: 0 });
  assert.match(act?.line ?? '', /"name":"jane"/);
  assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'jane-2', 'it is a first sign-in again');
});
