// Passwords and profiles: changed by their people, and passwords by an owner where they are forgotten.
import assert from 'node:assert/strict';
import test from 'node:test';
import { switchOn } from './authenticator-app.ts';
import { openBrowser } from './browser.ts';
import { openInstallation, password } from './installation.ts';

const next = 'a whole new password';

test('a changed password ends what was signed in with the old one, but for the session that changed it', async (t) => {
  const installation = await openInstallation(t);
  const { as, anonymous, store } = installation;
  const [here, elsewhere, bearer] = [await openBrowser(installation, 'owner'), await openBrowser(installation, 'owner'), await as('owner')];
  const version = await store.version();
  assert.equal((await here.send('PUT', '/v2/user/password', { current_password: password, new_password: next })).status, 204);
  assert.equal((await here.send('GET', '/v2/user')).status, 200);
  assert.equal((await elsewhere.send('GET', '/v2/user')).status, 401);
  assert.equal((await bearer('GET', '/v2/user')).status, 401);
  assert.ok((await store.version()) > version, 'the gateway takes it up');
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'owner', password })).status, 401);
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'owner', password: next })).status, 200);
});

test('a password is changed with the current one alone, to one that will do', async (t) => {
  const { as, withToken, anonymous } = await openInstallation(t);
  const owner = await as('owner');
  const { send, secret } = await withToken('owner', 'repo:admin');
  for (const [sender, body, field] of [
    [owner, { current_password: 'wrong', new_password: next }, 'current_password'],
    [owner, { current_password: password, new_password: 'short' }, 'new_password'],
    [owner, { current_password: password, new_password: 'x'.repeat(129) }, 'new_password'],
    [owner, { current_password: password, new_password: password }, 'new_password'],
    [owner, { new_password: next }, 'current_password'],
    [send, { current_password: secret, new_password: next }, 'current_password'],
  ] as const) {
    const { status, json } = await sender('PUT', '/v2/user/password', body);
    assert.equal(status, 400, JSON.stringify(body));
    assert.deepEqual(Object.keys(json.fields), [field]);
  }
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'owner', password })).status, 200, 'nothing has changed');
});

test('an account without a password here has none to change or to confirm with', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', '/v2/orgs/acme/members', { username: 'hubert', role: 'member', password: null });
  const hubert = await as('hubert');
  for (const [method, path, body] of [['PUT', '/v2/user/password', { current_password: 'x', new_password: next }], ['POST', '/v2/user/totp', { password: 'x' }]] as const) {
    const { status, json } = await hubert(method, path, body);
    assert.equal(status, 409);
    assert.match(json.detail, /no password here/);
  }
  assert.equal((await owner('POST', '/v2/orgs/acme/members/hubert/password', {})).status, 409);
});

test('an owner gives a member another password, shown once where it is made up, and the member\'s sign-ins end', async (t) => {
  const installation = await openInstallation(t);
  const { as, anonymous, clock } = installation;
  const owner = await as('owner');
  const member = await openBrowser(installation, 'editor');
  await switchOn(member.send, clock);
  const reset = await owner('POST', '/v2/orgs/acme/members/editor/password', {});
  assert.equal(reset.status, 200);
  assert.match(reset.json.password, /^\w{22}$/);
  assert.equal((await member.send('GET', '/v2/user')).status, 401);
  const login = async (secret: string) => (await anonymous('POST', '/v2/users/login', { username: 'editor', password: secret })).json;
  assert.ok((await login(reset.json.password)).login_2fa_token, 'the second factor stays');

  const again = await owner('POST', '/v2/orgs/acme/members/editor/password', { password: next, remove_totp: true });
  assert.deepEqual(again.json, { username: 'editor' });
  assert.ok((await login(next)).token);
  assert.ok((await owner('GET', '/v2/orgs/acme/activity')).text.includes('org.member.password.reset'));
});

test('nobody sets the password of an owner, of a stranger, or of somebody who is in another organization as well', async (t) => {
  const { as, store } = await openInstallation(t);
  const owner = await as('owner');
  const ask = async (name: string, sender = owner) => (await sender('POST', `/v2/orgs/acme/members/${name}/password`, {})).status;
  assert.equal(await ask('second-owner'), 409);
  assert.equal(await ask('owner'), 409);
  assert.equal(await ask('stranger'), 404);
  assert.equal(await ask('nobody'), 404);
  assert.equal(await ask('editor', await as('stranger')), 404);
  assert.equal(await ask('developer', await as('editor')), 403);
  const { id: userId = '' } = (await store.findAccountByName('editor')) ?? {};
  const act = { action: 'org.member.add', organization: 'globex', name: 'editor', actor: { kind: 'system', id: null, name: '', credential: { kind: 'none', id: null }, clientAddress: '', userAgent: '', requestId: '' }, atMs: 0, before: null, after: null } as const;
  await store.addMembership({ organization: 'globex', userId, role: 'member', atMs: 0 }, act);
  assert.equal(await ask('editor'), 409);
  assert.equal((await owner('DELETE', '/v2/orgs/acme/members/editor/sessions')).status, 409);
});

test('people change their name and address: what is left out stays, and an address of one\'s own is nobody\'s proof', async (t) => {
  const { as, store } = await openInstallation(t, { withSecondOrganization: false });
  const editor = await as('editor');
  assert.equal((await editor('PATCH', '/v2/user', { full_name: 'Edith Tor' })).json.full_name, 'Edith Tor');
  const { json } = await editor('PATCH', '/v2/user', { email: 'edith@elsewhere.example' });
  assert.deepEqual([json.full_name, json.email], ['Edith Tor', 'edith@elsewhere.example']);
  assert.equal((await editor('GET', '/v2/user')).json.email, 'edith@elsewhere.example');
  assert.equal((await editor('PATCH', '/v2/user', { email: null })).json.email, '');
  const wrong = await editor('PATCH', '/v2/user', { email: 'no address', full_name: 7, username: 'editor2' });
  assert.equal(wrong.status, 400);
  assert.deepEqual(Object.keys(wrong.json.fields).toSorted(), ['email', 'full_name', 'username']);
  const { id = '' } = (await store.findAccountByName('editor')) ?? {};
  assert.equal((await store.findProfile(id))?.fullName, 'Edith Tor');
  const logged = (await (await as('owner'))('GET', '/v2/activity?action=user.profile.update')).text;
  assert.ok(logged.includes('edith@elsewhere.example'));
});
