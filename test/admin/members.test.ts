// People and their organizations through the API.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation, origin, password } from './installation.ts';

const path = '/v2/orgs/acme/members';

test('an owner makes an account, whose generated password is shown once and signs in', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const owner = await as('owner');
  const created = await owner('POST', path, { username: 'new-hire', role: 'editor', email: 'new@acme.example', full_name: 'New Hire' });
  assert.equal(created.status, 201);
  const { password: generated, id, ...rest } = created.json;
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.deepEqual(rest, {
    username: 'new-hire',
    full_name: 'New Hire',
    email: 'new@acme.example',
    company: '',
    location: '',
    profile_url: '',
    gravatar_email: '',
    gravatar_url: '',
    type: 'User',
    role: 'Editor',
    groups: [],
    is_guest: false,
    date_joined: '2026-11-21T12:00:00.000000Z',
  });
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'new-hire', password: generated })).status, 200);
  const listed = (await owner('GET', path)).json.results.find((member) => member.username === 'new-hire');
  assert.deepEqual(listed, { ...rest, id });
});

test('a given password is not echoed, and signs in', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const { status, json, text } = await (await as('owner'))('POST', path, { username: 'new-hire', role: 'owner', password });
  assert.equal(status, 201);
  assert.equal(json.password, undefined);
  assert.ok(!text.includes(password));
  const { json: login } = await anonymous('POST', '/v2/users/login', { username: 'new-hire', password });
  assert.equal((await anonymous('GET', '/v2/orgs/acme/access-tokens', undefined, { Authorization: `Bearer ${login.token}` })).status, 200, 'an owner at once');
});

test('an account may be made without a password, and then has none', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const { status, json } = await (await as('owner'))('POST', path, { username: 'new-hire', role: 'member', password: null });
  assert.deepEqual([status, json.password], [201, undefined]);
  for (const tried of ['null', '', password]) assert.notEqual((await anonymous('POST', '/v2/users/login', { username: 'new-hire', password: tried })).status, 200, tried);
});

test('a name that a person or an organization has is taken, in any case', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const username of ['developer', 'stranger', 'acme', 'globex']) {
    const { status, json } = await owner('POST', path, { username, role: 'member', password });
    assert.deepEqual([status, json.detail], [409, `the name \`${username}\` is taken: choose another`]);
  }
  assert.equal((await owner('GET', path)).json.count, 4);
});

test('a wrong name, role, address or password is refused, all at once, and makes nobody', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const { status, json } = await owner('POST', path, { username: 'New Hire', role: 'admin', email: 'nowhere', password: 'short', team: 'x' });
  assert.equal(status, 400);
  assert.deepEqual(Object.keys(json.fields).toSorted(), ['email', 'password', 'role', 'team', 'username']);
  for (const username of ['x', '-x', 'x-', 'a'.repeat(41), 'a/b', 'a b', 'ümlaut', '']) assert.equal((await owner('POST', path, { username, role: 'member' })).status, 400, username);
  assert.equal((await owner('GET', path)).json.count, 4);
});

test('members are listed by name in pages, with addresses for owners alone', async (t) => {
  const { as } = await openInstallation(t);
  const first = (await (await as('owner'))('GET', `${path}/?page=1&page_size=2`)).json;
  assert.deepEqual(first.results.map(({ username, role, email }) => [username, role, email]), [
    ['developer', 'Member', ''],
    ['editor', 'Editor', 'editor@acme.example'],
  ]);
  assert.deepEqual([first.count, first.next], [4, `${origin}${path}/?page=2&page_size=2`]);
  const seen = (await (await as('editor'))('GET', path)).json.results;
  assert.deepEqual(seen.map(({ email }) => email), ['', 'editor@acme.example', '', '']);
});

test('everybody reads who they are and where they belong', async (t) => {
  const { as } = await openInstallation(t);
  const editor = await as('editor');
  const user = (await editor('GET', '/v2/user/')).json;
  assert.deepEqual([user.username, user.email, user.type, user.uuid.replaceAll('-', '')], ['editor', 'editor@acme.example', 'User', user.id]);
  const organizations = (await editor('GET', '/v2/user/orgs/?page=1&page_size=100')).json;
  assert.equal(organizations.count, 1);
  assert.deepEqual([organizations.results[0]!.orgname, organizations.results[0]!.user_role], ['acme', 'Editor']);
  assert.equal((await (await as('stranger'))('GET', '/v2/user/orgs')).json.results[0]!.orgname, 'globex');
});
