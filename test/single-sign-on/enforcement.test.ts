// "Password sign-in is off": for whom, where, and who keeps it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createSignIn } from '../../src/identity/authenticate.ts';
import { createPasswordSignInRefusal } from '../../src/admin/single-sign-on/refuse-password.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { origin, password } from '../admin/installation.ts';
import { connectionPath, openScene } from './scene.ts';

const sentence = `password sign-in is off for people of acme: sign in at ${origin}/v2/single-sign-on/acme/start or with pullgate login --single-sign-on --org acme, and give other clients a personal access token`;

test('people of an organization that enforces single sign-on sign in with a password nowhere; the owner who switched it on does, and tokens go on', async (t) => {
  const { connect, anonymous, as, withToken, store, owner, clock } = await openScene(t);
  const login = async (username: string, secret = password) => anonymous('POST', '/v2/users/login', { username, password: secret });
  const { secret } = await withToken('editor', 'repo:admin');
  const before = await as('editor');
  assert.equal((await before('GET', '/v2/user')).status, 200);

  const enforced = await connect({ enforced: true });
  assert.equal(enforced.status, 200, enforced.text);
  assert.deepEqual((enforced.json as unknown as { password_owners: string[] }).password_owners, ['owner']);
  for (const name of ['editor', 'second-owner', 'developer']) {
    const { status, json } = await login(name);
    assert.equal(status, 401, name);
    if (name !== 'developer') assert.equal(json.detail, sentence);
    if (name !== 'developer') assert.equal((json as { single_sign_on_organization?: string }).single_sign_on_organization, 'acme');
  }
  assert.equal((await login('editor', 'wrong')).json.detail, 'Incorrect authentication credentials', 'nothing is told to who does not know the password');
  assert.equal((await before('GET', '/v2/user')).status, 401, 'what was given for a password is over');
  assert.equal((await login('owner')).status, 200);
  assert.equal((await login('editor', secret)).status, 200);

  // The gateway's token door asks this very sign-in.
  const signIn = createSignIn({ accounts: store, tokens: store, passwordSignInRefusal: createPasswordSignInRefusal({ store, publicUrl: undefined }), now: () => clock.nowMs, log: createLog({ level: 'silent', format: 'json' }) });
  const atGateway = await signIn({ identifier: 'editor', secret: password, clientAddress: '', upstreamScopes: ['repository:library/nginx:pull'], signal: AbortSignal.timeout(30_000) });
  assert.ok(!atGateway.ok && atGateway.failure === 'password-off');
  assert.equal(atGateway.elsewhere, 'password sign-in is off for people of acme: sign in with pullgate login --single-sign-on --org acme, and give other clients a personal access token');

  assert.equal((await owner('PUT', connectionPath, { enforced: false })).status, 200);
  assert.equal((await login('editor')).status, 200);
});

test('nobody can lock an organization out', async (t) => {
  const { connect, owner, as } = await openScene(t);
  for (const [change, field, problem] of [
    [{ enforced: true, password_owners: [] }, 'password_owners', /^is empty: name at least one owner who keeps the password/],
    [{ enforced: true, password_owners: ['editor'] }, 'password_owners', /^`editor` is no active owner of acme/],
    [{ enforced: true, password_owners: ['nobody'] }, 'password_owners', /^`nobody` is no active owner of acme/],
    [{ enforced: true, enabled: false }, 'enforced', /^needs the connection to be enabled/],
    [{ default_role: 'owner' }, 'default_role', /^would make everybody an owner/],
  ] as const) {
    const { status, json } = await connect(change);
    assert.equal(status, 400);
    assert.match((json.fields as Record<string, string[]>)[field]?.[0] ?? '', problem);
  }
  await connect({ enforced: true, password_owners: ['second-owner'] });
  assert.equal((await owner('GET', connectionPath)).status, 401, 'whoever is not named is signed out');
  const second = await as('second-owner');
  assert.deepEqual(((await second('GET', connectionPath)).json as unknown as { password_owners: string[] }).password_owners, ['second-owner']);
  assert.equal((await second('DELETE', connectionPath)).status, 204);
});

test('the connection never tells its secret, keeps it for its issuer alone, and every change of it is on record', async (t) => {
  const { connect, owner, provider, store } = await openScene(t);
  const first = await owner('GET', connectionPath);
  assert.doesNotMatch(first.text, /secret with/);
  const { json } = first;
  assert.deepEqual({ ...json, created_at: '', updated_at: '' }, {
    organization: 'acme', issuer: provider.issuer, client_id: provider.clientId, has_client_secret: true, scopes: ['profile', 'email'], group_claim: 'groups', group_mapping: [], default_role: 'member',
    domains: [], link_by_email: false, external_id_claim: null, enabled: true, enforced: false, password_owners: [], redirect_uri: `${origin}/v2/single-sign-on/callback`, start_url: `${origin}/v2/single-sign-on/acme/start`, created_at: '', updated_at: '', revision: 1,
  });
  assert.equal((await owner('PUT', connectionPath, {})).headers.get('etag'), '"1"', 'nothing changed');
  assert.equal((await owner('PUT', connectionPath, { domains: ['acme.test'] }, { 'if-match': '"7"' })).status, 412);
  assert.equal((await owner('PUT', connectionPath, { domains: ['acme.test'] }, { 'if-match': '"1"' })).headers.get('etag'), '"2"');
  assert.equal((await store.findConnection('acme'))?.clientSecret, provider.clientSecret, 'left out: unchanged');

  const moved = await owner('PUT', connectionPath, { issuer: 'http://127.0.0.1:1' });
  assert.equal(moved.status, 400);
  const fields = moved.json.fields as Record<string, string[]>;
  assert.match(fields['issuer']?.[0] ?? '', /cannot be reached \(/);
  assert.deepEqual(fields['client_secret'], ['belongs to the issuer before: give the one of this issuer']);
  for (const [issuer, problem] of [
    ['http://login.example.com', /^must begin with https:\/\//],
    ['https://user:secret@login.example.com', /^must have neither a user name/],
    ['https://login.example.com/?x=1', /^must have neither/],
    ['https://login.example.com/.well-known/openid-configuration', /leave out \/\.well-known/],
    ['login.example.com', /^must be the address of your identity provider/],
    ['ldap://x', /^must be the address/],
  ] as const) {
    const { status, json: body } = await connect({ issuer });
    assert.equal(status, 400);
    assert.match((body.fields as Record<string, string[]>)['issuer']?.[0] ?? '', problem, issuer);
  }
  assert.equal((await connect({ enforced: true })).status, 200);
  assert.equal((await owner('DELETE', connectionPath)).status, 204);
  const { json: activity } = await owner('GET', '/v2/auditlogs/acme?page_size=100');
  const actions = (activity as unknown as { logs: { action: string }[] }).logs.map(({ action }) => action).filter((action) => action.startsWith('enterprise.'));
  assert.deepEqual(actions.toReversed(), ['enterprise.sso.connection.create', 'enterprise.sso.connection.update', 'enterprise.sso.connection.update', 'enterprise.sso.connection.enforcement_toggle', 'enterprise.sso.connection.delete']);
  assert.doesNotMatch(JSON.stringify(activity), /secret with/);
});

test('what listens on the server\'s own machine is connected only by who owns every organization', async (t) => {
  const { serveInstallation } = await import('../cli/serve-installation.ts');
  const { as } = await serveInstallation(t);
  const owner = await as('owner');
  const { status, json } = await owner('PUT', connectionPath, { issuer: 'http://127.0.0.1:1', client_id: 'x' });
  assert.equal(status, 400);
  assert.deepEqual(json.fields, { issuer: ["is on the server's own machine: only an owner of every organization may connect to that"] });
  const google = await owner('PUT', connectionPath, { issuer: 'http://accounts.google.com' });
  assert.deepEqual(Object.keys(google.json.fields as object), ['issuer', 'client_id']);
});
