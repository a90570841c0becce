// Further organizations, and people in several, through the API.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation, password } from './installation.ts';

const alone = { withSecondOrganization: false };
const membersOf = (organization: string): string => `/v2/orgs/${organization}/members`;

test('who makes an organization owns it, with the settings of a new one at revision 1', async (t) => {
  const { as, clock } = await openInstallation(t, alone);
  clock.nowMs += 60_000;
  const made = await (await as('owner'))('POST', '/v2/orgs', { orgname: 'globex' });
  assert.deepEqual([made.status, made.json.orgname, made.json.type, made.json.user_role], [201, 'globex', 'Organization', 'Owner']);
  const owner = await as('owner');
  const { results } = (await owner('GET', '/v2/user/orgs')).json;
  assert.deepEqual(results.map(({ orgname, user_role }) => [orgname, user_role]), [['acme', 'Owner'], ['globex', 'Owner']]);
  assert.deepEqual(results[1], made.json);
  assert.deepEqual(results.map(({ date_joined }) => date_joined), ['2026-11-21T12:00:00.000000Z', '2026-11-21T12:01:00.000000Z'], 'when each was made');
  const [first, further] = [(await owner('GET', '/v2/orgs/acme/settings')).json, (await owner('GET', '/v2/orgs/globex/settings')).json];
  assert.deepEqual(further, first, 'acme is at its first settings too');
  assert.deepEqual((await owner('GET', '/v2/orgs/globex/settings/revisions')).json.results.map(({ revision, by, summary }) => [revision, by, summary]), [[1, 'owner', 'first settings']]);
  assert.deepEqual((await owner('GET', membersOf('globex'))).json.results.map(({ username, role }) => [username, role]), [['owner', 'Owner']]);
  for (const name of ['second-owner', 'editor', 'developer']) assert.equal((await (await as(name))('GET', '/v2/orgs/globex/settings')).status, 404, name);
});

test('organizations are made by who owns every one of the installation, and by nobody else', async (t) => {
  const { as, withToken, anonymous, store } = await openInstallation(t, alone);
  assert.equal((await anonymous('POST', '/v2/orgs', { orgname: 'initech' })).status, 401);
  for (const name of ['editor', 'developer']) assert.equal((await (await as(name))('POST', '/v2/orgs', { orgname: 'initech' })).status, 403, name);
  const narrow = await withToken('owner', 'repo:write');
  assert.equal((await narrow.send('POST', '/v2/orgs', { orgname: 'initech' })).status, 403);
  assert.equal((await (await as('owner'))('POST', '/v2/orgs', { orgname: 'globex' })).status, 201);
  // Whoever owns one of the two owns not all of them.
  const refused = await (await as('second-owner'))('POST', '/v2/orgs', { orgname: 'initech' });
  assert.deepEqual([refused.status, refused.json.detail], [403, 'only an owner of every organization of this installation may do this']);
  assert.deepEqual(await store.organizationNames(), ['acme', 'globex']);
  // As an owner of the second as well it does.
  assert.equal((await (await as('owner'))('POST', membersOf('globex'), { username: 'second-owner', role: 'owner' })).status, 201);
  assert.equal((await (await as('second-owner'))('POST', '/v2/orgs', { orgname: 'initech' })).status, 201);
});

test('of two owners who make one at the same time one is refused, so that somebody still owns every one', async (t) => {
  const { as, store } = await openInstallation(t, alone);
  const owners = [await as('owner'), await as('second-owner')];
  const made = await Promise.all(owners.map((send, index) => send('POST', '/v2/orgs', { orgname: `further-${index}` })));
  assert.deepEqual(made.map(({ status }) => status).toSorted(), [201, 403]);
  assert.equal((await store.organizationNames()).length, 2);
});

test('a name that a person or an organization has is taken; a wrong one, and library, is refused', async (t) => {
  const { as, store } = await openInstallation(t, alone);
  const owner = await as('owner');
  for (const orgname of ['acme', 'developer', 'owner']) {
    const { status, json } = await owner('POST', '/v2/orgs', { orgname });
    assert.deepEqual([status, json.detail], [409, `the name \`${orgname}\` is taken: choose another`]);
  }
  for (const orgname of ['library', 'Globex', 'x', '-x', 'a'.repeat(41), 'a/b', 7, undefined]) {
    const { status, json } = await owner('POST', '/v2/orgs', { orgname });
    assert.deepEqual([status, Object.keys(json.fields)], [400, ['orgname']], String(orgname));
  }
  assert.equal((await owner('POST', '/v2/orgs', { orgname: 'globex', company: 'Globex' })).status, 400);
  assert.deepEqual(await store.organizationNames(), ['acme']);
  await owner('POST', '/v2/orgs', { orgname: 'globex' });
  const { status, json } = await (await as('owner'))('POST', membersOf('acme'), { username: 'globex', role: 'member', password });
  assert.deepEqual([status, json.detail], [409, 'the name `globex` is taken: choose another']);
});

test('an owner of every organization adds an existing account, which keeps its password and its other roles', async (t) => {
  const { as, anonymous } = await openInstallation(t, alone);
  await (await as('owner'))('POST', '/v2/orgs', { orgname: 'globex' });
  const owner = await as('owner');
  const added = await owner('POST', membersOf('globex'), { username: 'editor', role: 'member' });
  assert.equal(added.status, 201);
  const { username, role, email, password: generated } = added.json;
  assert.deepEqual({ username, role, email, generated }, { username: 'editor', role: 'Member', email: 'editor@acme.example', generated: undefined });
  assert.deepEqual((await owner('GET', membersOf('globex'))).json.results.find((member) => member.username === 'editor'), added.json);
  const { json } = await anonymous('POST', '/v2/users/login', { username: 'editor', password });
  const organizations = (await anonymous('GET', '/v2/user/orgs', undefined, { Authorization: `Bearer ${json.token}` })).json.results;
  assert.deepEqual(organizations.map(({ orgname, user_role }) => [orgname, user_role]), [['acme', 'Editor'], ['globex', 'Member']]);
});

test('who is a member already stays what it is, and what an account has of its own is refused', async (t) => {
  const { as } = await openInstallation(t, alone);
  await (await as('owner'))('POST', '/v2/orgs', { orgname: 'globex' });
  const owner = await as('owner');
  const again = await owner('POST', membersOf('acme'), { username: 'developer', role: 'owner', password });
  assert.deepEqual([again.status, again.json.detail], [409, '`developer` is in acme already']);
  assert.equal((await owner('GET', membersOf('acme'))).json.results.find(({ username }) => username === 'developer')?.role, 'Member');
  const surplus = await owner('POST', membersOf('globex'), { username: 'developer', role: 'member', password, email: 'dev@acme.example', full_name: 'Dev' });
  assert.equal(surplus.status, 400);
  assert.deepEqual(Object.keys(surplus.json.fields).toSorted(), ['email', 'full_name', 'password']);
  assert.equal((await owner('GET', membersOf('globex'))).json.count, 1);
});

test('to who does not own every organization the name of an existing account is taken, wherever it belongs', async (t) => {
  const { as } = await openInstallation(t);
  const cases = [
    ['owner', 'acme', 'stranger'],
    ['owner', 'acme', 'developer'],
    ['stranger', 'globex', 'developer'],
  ] as const;
  for (const [who, organization, username] of cases) {
    const { status, json } = await (await as(who))('POST', membersOf(organization), { username, role: 'member' });
    assert.deepEqual([status, json.detail], [409, `the name \`${username}\` is taken: choose another`], `${who} adds ${username} to ${organization}`);
  }
  for (const [who, status] of [['editor', 403], ['developer', 403], ['stranger', 404]] as const) {
    assert.equal((await (await as(who))('POST', membersOf('acme'), { username: 'stranger', role: 'member' })).status, status, who);
  }
});

test('where organizations have owners of their own, none of them takes a namespace for its members', async (t) => {
  const { as } = await openInstallation(t);
  const stranger = await as('stranger');
  const settings = '/v2/orgs/globex/settings';
  for (const namespaces of [['acme'], ['ghcr.io/elsewhere']]) {
    const { status, json } = await stranger('PUT', settings, { namespaces });
    assert.deepEqual([status, json.detail], [403, 'a namespace opens its private repositories to the members of globex: ask an owner of every organization of this installation to add it']);
  }
  assert.deepEqual((await stranger('GET', settings)).json.namespaces, []);
});

test('an owner of every organization adds a namespace; who owns its organization alone keeps it, removes it, and does not bring it back', async (t) => {
  const { as } = await openInstallation(t, alone);
  const owner = await as('owner');
  const settings = '/v2/orgs/acme/settings';
  assert.equal((await owner('PUT', settings, { namespaces: ['acme-labs'] })).json.revision, 2);
  await owner('POST', '/v2/orgs', { orgname: 'globex' });
  const second = await as('second-owner');
  assert.equal((await second('PUT', settings, { namespaces: ['acme-labs'], restricted_images: { enabled: true } })).status, 200);
  assert.equal((await second('PUT', settings, { namespaces: ['acme-labs', 'globex'] })).status, 403);
  assert.equal((await second('PUT', settings, { namespaces: [] })).status, 200);
  assert.equal((await second('POST', `${settings}/revisions/2/rollback`)).status, 403);
  assert.equal((await (await as('owner'))('POST', `${settings}/revisions/2/rollback`)).status, 200);
});
