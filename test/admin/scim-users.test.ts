// People as an identity provider makes, finds, changes, deactivates and removes them, in the words of Entra ID and Okta.
import assert from 'node:assert/strict';
import test from 'node:test';
import { noPasswordHash } from '../../src/identity/password.ts';
import { assertRefused, identityProvider, make, newUser, patchOf, userUrn } from './identity-provider.ts';
import { openInstallation, password } from './installation.ts';

const account = 'urn:pullgate:params:scim:schemas:extension:2.0:User';
const find = (filter: string): string => `/Users?filter=${encodeURIComponent(filter)}`;
const disabled = patchOf({ op: 'Replace', path: 'active', value: 'False' });
const enabled = patchOf({ op: 'Replace', path: 'active', value: 'True' });

test("Okta's round: look, make, look again, change with PUT, deactivate, reactivate", async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const lookFor = (name: string) => send('GET', `${find(`userName eq "${name}"`)}&startIndex=1&count=100`);
  assert.deepEqual((await lookFor('Test.User@acme.example')).json, { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] });

  const made = await send('POST', '/Users', newUser('Test.User@acme.example'));
  assert.equal(made.status, 201);
  assert.match(made.headers.get('content-type') ?? '', /^application\/scim\+json/);
  const { id, meta, ...rest } = made.json;
  assert.equal(made.headers.get('location'), meta.location);
  assert.equal(made.headers.get('etag'), meta.version);
  assert.deepEqual(rest, {
    schemas: [userUrn, account],
    externalId: 'ext-Test.User@acme.example',
    userName: 'Test.User@acme.example',
    name: { familyName: 'User', givenName: 'Test' },
    displayName: 'Test User',
    emails: [{ value: 'Test.User@acme.example', type: 'work', primary: true }],
    active: true,
    groups: [],
    [account]: { accountName: 'test.user', role: 'member' },
  });
  assert.deepEqual((await lookFor('TEST.USER@ACME.EXAMPLE')).json.Resources, [made.json]);
  assert.deepEqual((await send('GET', `/Users/${id}`)).json, made.json);

  const put = await send('PUT', `/Users/${id}`, { ...newUser('test.user@acme.example'), id, name: { givenName: 'Another', familyName: 'User' } });
  assert.deepEqual([put.status, put.json.name.givenName, put.json.active, put.json[account].accountName], [200, 'Another', true, 'test.user']);
  const member = await installation.store.findMember('acme', 'test.user');
  assert.deepEqual([member?.fullName, member?.email], ['Another User', 'test.user@acme.example']);

  const off = await send('PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
  assert.deepEqual([off.status, off.json.active], [200, false]);
  assert.equal(await installation.store.findMember('acme', 'test.user'), undefined);
  assert.equal((await lookFor('test.user@acme.example')).json.Resources[0]?.active, false, 'a deactivated person is still found');
  const on = await send('PUT', `/Users/${id}`, newUser('test.user@acme.example'));
  assert.deepEqual([on.status, on.json.active], [200, true]);
  assert.equal((await installation.store.findMember('acme', 'test.user'))?.isActive, true);
});

test("Entra ID's round: make, change by paths, deactivate with text, remove", async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const made = await send('POST', '/Users', {
    schemas: [userUrn, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName: 'kim@acme.example',
    active: 'True',
    emails: [{ primary: true, type: 'work', value: 'kim@acme.example' }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Kim Ode', familyName: 'Ode', givenName: 'Kim' },
    roles: [],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R&D' },
  });
  assert.equal(made.status, 201, made.json.detail);
  const path = `/Users/${made.json.id}`;
  const changed = await send(
    'PATCH',
    path,
    patchOf(
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'kim.o@acme.example' },
      { op: 'Replace', path: 'name.familyName', value: 'Otis' },
      { op: 'Add', path: 'addresses[type eq "work"].formatted', value: '18/2111' },
      { op: 'Replace', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber', value: '7' },
    ),
  );
  assert.deepEqual([changed.status, changed.json.emails, changed.json.name.familyName], [200, [{ value: 'kim.o@acme.example', type: 'work', primary: true }], 'Otis']);
  assert.equal((await send('GET', find('emails[type eq "work"].value eq "kim.o@acme.example"'))).json.totalResults, 1);
  assert.equal((await send('GET', find('externalId eq "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"'))).json.totalResults, 1);
  assert.equal((await send('PATCH', path, disabled)).json.active, false);
  assert.equal((await send('PATCH', path, enabled)).json.active, true);
  assert.equal((await send('PATCH', path, patchOf({ op: 'Replace', path: 'userName', value: 'kim.otis@acme.example' }))).json.userName, 'kim.otis@acme.example');
  assert.equal((await send('DELETE', path)).status, 204);
  assertRefused(await send('GET', path), { status: 404, detail: /^user not found$/ });
  assertRefused(await send('DELETE', path), { status: 404 });
  assert.equal((await installation.store.findAccountByName('kim'))?.isActive, false);
});

test('what has no value cannot be made, and every problem is told at once', async (t) => {
  const send = await identityProvider(await openInstallation(t));
  for (const [body, scimType, detail] of [
    ['{', 'invalidSyntax', /no valid JSON/],
    ['', 'invalidSyntax', /empty/],
    [[], 'invalidSyntax', /must be an object/],
    [{}, 'invalidValue', /userName: is missing/],
    [{ userName: '' }, 'invalidValue', /userName/],
    [{ userName: 'a\nb', active: 'perhaps', emails: [{}], name: 7 }, 'invalidValue', /userName.*active.*name.*emails\.0\.value: is missing/],
    [{ userName: 'x'.repeat(300) }, 'invalidValue', /at most 255/],
    [{ userName: 'ann', emails: Array.from({ length: 21 }, (_, position) => ({ value: `a${position}@b.example` })) }, 'invalidValue', /at most 20/],
  ] as const) {
    assertRefused(await send('POST', '/Users', body), { status: 400, scimType, detail });
  }
  assert.equal((await send('GET', '/Users?count=0')).json.totalResults, 4);
});

test('a member whom no identity provider knows is attached, by account name or by an address that somebody vouches for', async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const developer = await send('POST', '/Users', { userName: 'developer' });
  assert.deepEqual([developer.status, developer.json[account].accountName], [201, 'developer']);
  const editor = await send('POST', '/Users', newUser('Editor@Acme.example'));
  assert.deepEqual([editor.json[account].accountName, editor.json[account].role], ['editor', 'editor']);
  assert.equal((await installation.store.findMember('acme', 'editor'))?.email, 'editor@acme.example', 'an account that was made here keeps its own address');
  assertRefused(await send('POST', '/Users', { userName: 'DEVELOPER' }), { status: 409, scimType: 'uniqueness', detail: /^acme has a user of the userName/ });
  assert.equal((await send('GET', '/Users')).json.totalResults, 4);

  const ofSelf = await installation.as('second-owner');
  assert.equal((await ofSelf('PATCH', '/v2/user', { email: 'boss@acme.example' })).status, 200);
  const boss = await send('POST', '/Users', newUser('boss@acme.example'));
  assert.equal(boss.json[account].accountName, 'boss', 'nobody becomes somebody by the address in their own profile');
});

test('an account of another organization is neither taken over nor told of', async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const made = await send('POST', '/Users', newUser('stranger@acme.example'));
  assert.deepEqual([made.status, made.json[account].accountName], [201, 'stranger-2']);
  assert.deepEqual(await installation.store.membershipsOf((await installation.store.findAccountByName('stranger'))?.id ?? ''), [{ organization: 'globex', role: 'owner' }]);
  const other = await identityProvider(installation, { organization: 'globex', owner: 'stranger' });
  assert.deepEqual((await other('GET', '/Users')).json.Resources.map(({ userName }) => userName), ['stranger']);
  for (const [method, body] of [['GET', undefined], ['PUT', newUser('x')], ['PATCH', disabled], ['DELETE', undefined]] as const) assertRefused(await other(method, `/Users/${made.json.id}`, body), { status: 404 });
});

test('a person made over SCIM has no password, whatever was sent, and no Docker ID opens the account', async (t) => {
  const { store, anonymous, ...installation } = await openInstallation(t);
  await make(await identityProvider({ anonymous, ...installation }), 'ann@acme.example', { password });
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'ann', password })).status, 401);
  assert.equal((await store.findAccountByName('ann'))?.passwordHash, noPasswordHash);
});

test('deactivation ends sessions and tokens at once, and reactivation brings role and teams back', async (t) => {
  const installation = await openInstallation(t);
  const { store, as, withToken, anonymous } = installation;
  const owner = await as('owner');
  assert.equal((await owner('POST', '/v2/orgs/acme/groups', { name: 'builders' })).status, 201);
  assert.equal((await owner('POST', '/v2/orgs/acme/groups/builders/members', { member: 'editor' })).status, 200);
  const send = await identityProvider(installation);
  const { id } = (await send('POST', '/Users', newUser('editor@acme.example'))).json;
  const [signedIn, { send: byToken, secret }] = [await as('editor'), await withToken('editor', 'repo:admin')];
  const session = (await anonymous('POST', '/v2/sessions', { username: 'editor', password })).headers.get('set-cookie') ?? '';
  const bySession = () => anonymous('GET', '/v2/user', undefined, { Cookie: session.split(';')[0] ?? '' });
  assert.equal((await bySession()).status, 200);

  assert.equal((await send('PATCH', `/Users/${id}`, disabled)).json.groups[0]?.display, 'builders', 'the team waits');
  for (const reply of [await signedIn('GET', '/v2/user'), await byToken('GET', '/v2/user'), await bySession(), await anonymous('POST', '/v2/users/login', { username: 'editor', password: secret }), await anonymous('POST', '/v2/users/login', { username: 'editor', password })]) {
    assert.equal(reply.status, 401);
  }
  assert.deepEqual(await store.membershipsOf(id), []);

  assert.equal((await send('PATCH', `/Users/${id}`, enabled)).json.active, true);
  assert.equal((await store.findMember('acme', 'editor'))?.role, 'editor');
  assert.deepEqual(await store.teamsOf('acme', id), ['builders']);
  assert.equal((await bySession()).status, 401, 'a session that was ended stays so');
  assert.equal((await signedIn('GET', '/v2/user')).status, 401, 'so does an access token');
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'editor', password: secret })).status, 200, 'personal access tokens work again');
});

test('one organization cannot shut a person out of another', async (t) => {
  const installation = await openInstallation(t);
  const { store, as } = installation;
  const { id } = (await store.findAccountByName('developer'))!;
  await store.addMembership({ organization: 'globex', userId: id, role: 'member', atMs: 1 }, { action: 'org.member.add', organization: 'globex', name: 'developer', actor: { kind: 'system', id: null, name: '', credential: { kind: 'none', id: null }, clientAddress: '', userAgent: '', requestId: '' }, atMs: 1, before: null, after: null });
  const [acme, globex] = [await identityProvider(installation), await identityProvider(installation, { organization: 'globex', owner: 'stranger' })];
  for (const send of [acme, globex]) assert.equal((await send('POST', '/Users', newUser('developer'))).status, 201);
  const developer = await as('developer');
  await acme('PATCH', `/Users/${id}`, disabled);
  assert.equal((await developer('GET', '/v2/orgs/globex/settings')).status, 200);
  assert.equal((await developer('GET', '/v2/orgs/acme/settings')).status, 404);
  assert.equal((await globex('GET', `/Users/${id}`)).json.active, true);
  await acme('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'emails', value: [{ value: 'evil@acme.example', primary: true }] }));
  assert.notEqual((await store.findAccountById(id))?.email, 'evil@acme.example');
  // Nor does who is left have the account for itself: its password would be good in acme again.
  assert.equal((await (await as('stranger'))('POST', '/v2/orgs/globex/members/developer/password', {})).status, 409);

  await globex('PATCH', `/Users/${id}`, disabled);
  assert.equal((await store.findAccountById(id))?.isActive, false, 'in no organization any more');
  assert.equal((await acme('PATCH', `/Users/${id}`, enabled)).json.active, true);
  assert.deepEqual([(await store.findAccountById(id))?.isActive, await store.membershipsOf(id)], [true, [{ organization: 'acme', role: 'member' }]]);
});

test('the last owner can be neither deactivated nor removed; another one can', async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const idOf = async (name: string): Promise<string> => (await installation.store.findAccountByName(name))!.id;
  const sentence = /^the last owner of acme cannot be removed or deactivated: make somebody else an owner first$/;
  assert.equal((await send('DELETE', `/Users/${await idOf('second-owner')}`)).status, 204);
  const last = await idOf('owner');
  assertRefused(await send('DELETE', `/Users/${last}`), { status: 409, detail: sentence });
  assertRefused(await send('PATCH', `/Users/${last}`, disabled), { status: 409, detail: sentence });
  assertRefused(await send('PUT', `/Users/${last}`, { userName: 'owner', active: false }), { status: 409, detail: sentence });
  assertRefused(await send('POST', '/Users', { userName: 'owner', active: false }), { status: 409, detail: sentence });
  assert.equal((await installation.store.findMember('acme', 'owner'))?.role, 'owner');
});

test('a PUT without active changes nothing about it; without a name it leaves that alone', async (t) => {
  const send = await identityProvider(await openInstallation(t));
  const id = await make(send, 'ann@acme.example');
  const put = async (body: object) => (await send('PUT', `/Users/${id}`, { userName: 'ann@acme.example', ...body })).json;
  assert.deepEqual([(await put({})).active, (await put({})).name.givenName, (await put({})).externalId], [true, 'Test', undefined]);
  assert.equal((await put({ enabled: false })).active, false);
  assert.equal((await put({})).active, false);
  assert.equal((await put({ enabled: false, active: true })).active, true);
});

test('an account that was switched off here is not switched on by the identity provider', async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const id = await make(send, 'ann@acme.example');
  const act = { action: 'org.member.deactivate', organization: 'acme', name: 'ann', actor: { kind: 'system', id: null, name: '', credential: { kind: 'none', id: null }, clientAddress: '', userAgent: '', requestId: '' }, atMs: 1, before: null, after: null } as const;
  await installation.store.setAccountActive({ userId: id, isActive: false }, act);
  assert.equal((await send('GET', `/Users/${id}`)).json.active, false);
  assertRefused(await send('PATCH', `/Users/${id}`, enabled), { status: 409, detail: /switched off here: an owner has to switch it on/ });
  assert.equal((await send('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'displayName', value: 'A' }))).status, 200);
  await installation.store.setAccountActive({ userId: id, isActive: true }, act);
  assert.equal((await send('GET', `/Users/${id}`)).json.active, true);
});

test('of two that make the same person at once, one does', async (t) => {
  const send = await identityProvider(await openInstallation(t));
  const replies = await Promise.all(Array.from({ length: 5 }, () => send('POST', '/Users', newUser('ann@acme.example'))));
  assert.deepEqual(replies.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409]);
  assert.equal((await send('GET', '/Users')).json.totalResults, 5);
  const other = await make(send, 'bob@acme.example');
  assertRefused(await send('PATCH', `/Users/${other}`, patchOf({ op: 'replace', path: 'userName', value: 'ANN@acme.example' })), { status: 409, scimType: 'uniqueness' });
});

test('lists are paged, sorted, and cut to the attributes that are asked for', async (t) => {
  const { clock, ...installation } = await openInstallation(t);
  const send = await identityProvider(installation);
  for (const name of ['cy', 'abe', 'Bo']) {
    clock.nowMs += 1000;
    await make(send, `${name}@x.example`);
  }
  const names = async (query: string) => (await send('GET', `/Users?filter=${encodeURIComponent('userName ew "@x.example"')}&${query}`)).json.Resources.map(({ userName }) => userName.split('@')[0]);
  assert.deepEqual(await names(''), ['cy', 'abe', 'Bo']);
  assert.deepEqual(await names('sortBy=userName'), ['abe', 'Bo', 'cy']);
  assert.deepEqual(await names('sortBy=userName&sortOrder=descending'), ['cy', 'Bo', 'abe']);
  assert.deepEqual(await names('sortBy=emails.value'), ['abe', 'Bo', 'cy']);
  assert.deepEqual(await names('sortBy=meta.created&startIndex=2&count=1'), ['abe']);
  for (const [query, page] of [
    ['startIndex=2&count=2', [7, 2, 2]],
    ['startIndex=0&count=-1', [7, 1, 0]],
    ['startIndex=100', [7, 100, 0]],
    ['count=1000', [7, 1, 7]],
  ] as const) {
    const { totalResults, startIndex, itemsPerPage, Resources } = (await send('GET', `/Users?${query}`)).json;
    assert.deepEqual([totalResults, startIndex, itemsPerPage], page);
    assert.equal(Resources.length, itemsPerPage);
  }
  for (const query of ['count=x', 'startIndex=1.5', 'sortOrder=up', 'attributes=a&excludedAttributes=b']) assertRefused(await send('GET', `/Users?${query}`), { status: 400, scimType: 'invalidValue' });
  assertRefused(await send('GET', find('userName is "x"')), { status: 400, scimType: 'invalidFilter' });

  const only = (await send('GET', `${find('userName eq "cy@x.example"')}&attributes=${encodeURIComponent('userName,emails.value,urn:ietf:params:scim:schemas:core:2.0:User:name.givenName')}`)).json.Resources[0]!;
  const { schemas, id, ...rest } = only;
  assert.deepEqual(rest, { userName: 'cy@x.example', name: { givenName: 'Test' }, emails: [{ value: 'cy@x.example' }] });
  assert.ok(schemas.length > 0 && id !== '');
  assert.deepEqual(Object.keys((await send('GET', `/Users/${id}?excludedAttributes=emails,name.familyName,groups,id,meta,${account}`)).json), ['schemas', 'id', 'externalId', 'userName', 'name', 'displayName', 'active']);
  const searched = await send('POST', '/Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: 'userName sw "c"', attributes: ['userName'], count: 1 });
  assert.deepEqual([searched.status, searched.json.Resources[0]?.userName], [200, 'cy@x.example']);
});

test('If-Match lets one of two writers win', async (t) => {
  const send = await identityProvider(await openInstallation(t));
  const id = await make(send, 'ann@acme.example');
  const { version } = (await send('GET', `/Users/${id}`)).json.meta;
  const rename = (displayName: string) => send('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'displayName', value: displayName }), { 'If-Match': version });
  assert.equal((await rename('A')).status, 200);
  const refused = await rename('B');
  assertRefused(refused, { status: 412 });
  assert.equal(refused.headers.get('etag'), (await send('GET', `/Users/${id}`)).headers.get('etag'));
  assert.equal((await send('GET', `/Users/${id}`)).json.displayName, 'A');
  assertRefused(await send('DELETE', `/Users/${id}`, undefined, { 'If-Match': version }), { status: 412 });
  assert.equal((await send('DELETE', `/Users/${id}`, undefined, { 'If-Match': '*' })).status, 204);
});

test('what an identity provider does is in the log, by its token', async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const id = await make(send, 'ann@acme.example');
  await send('PATCH', `/Users/${id}`, disabled);
  await send('PATCH', `/Users/${id}`, disabled);
  await send('DELETE', `/Users/${id}`);
  const { logs } = (await (await installation.as('owner'))('GET', '/v2/auditlogs/acme?page_size=100')).json as unknown as { logs: readonly { action: string; name: string; actor: string }[] };
  const ofScim = logs.filter(({ actor }) => actor === 'SCIM').map(({ action, name }) => `${action} ${name}`);
  assert.deepEqual(ofScim.toReversed(), ['org.member.add ann', 'org.member.deactivate ann', 'org.member.remove ann']);
});
