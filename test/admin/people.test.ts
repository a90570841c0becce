// Members through the API: lists, roles, removal, export.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { openInstallation, password } from './installation.ts';

const path = '/v2/orgs/acme/members';

test('a role is changed, answered capitalized, and holds at the next request', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const developer = await as('developer');
  assert.equal((await developer('GET', '/v2/orgs/acme/access-tokens')).status, 403);
  const { status, json } = await owner('PUT', `${path}/Developer/`, { role: 'owner' });
  assert.deepEqual([status, json.username, json.role, json.groups], [200, 'developer', 'Owner', []]);
  assert.equal((await developer('GET', '/v2/orgs/acme/access-tokens')).status, 200);
  for (const [who, role, expected] of [['nobody', 'member', 404], ['stranger', 'member', 404], ['developer', 'Owner', 400], ['developer', 'admin', 400], ['developer', undefined, 400]] as const) {
    assert.equal((await owner('PUT', `${path}/${who}`, { role })).status, expected, `${who} ${String(role)}`);
  }
});

test('the last owner is neither demoted nor removed, by nobody', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  assert.equal((await owner('PUT', `${path}/owner`, { role: 'member' })).status, 200, 'another owner is there');
  const last = await as('second-owner');
  for (const [method, body] of [['PUT', { role: 'editor' }], ['DELETE', undefined]] as const) {
    const { status, json, text } = await last(method, `${path}/second-owner`, body);
    assert.deepEqual([status, json.detail], [409, '`second-owner` is the last owner of acme: make another member an owner first']);
    assert.doesNotMatch(text, /not found/i);
  }
  assert.equal((await last('PUT', `${path}/second-owner`, { role: 'owner' })).status, 200, 'as it is');
});

test('whoever is removed is out at once: the list, the API, and every session', async (t) => {
  const { as, anonymous, sessions, store } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', path, { username: 'leaver', role: 'owner', password });
  const { json } = await anonymous('POST', '/v2/users/login', { username: 'leaver', password });
  const asLeaver = { Authorization: `Bearer ${json.token}` };
  assert.equal((await anonymous('GET', '/v2/orgs/acme/settings', undefined, asLeaver)).status, 200);
  const { id } = (await store.findAccountByName('leaver')) ?? assert.fail();
  const { secret } = await sessions.open({ account: { id }, method: 'password', clientAddress: '', userAgent: '' }, () => anAct());
  assert.notEqual(await sessions.verify(secret), undefined);

  assert.equal((await owner('DELETE', `${path}/leaver/`)).status, 204);
  assert.equal(await sessions.verify(secret), undefined);
  assert.equal((await anonymous('GET', '/v2/orgs/acme/settings', undefined, asLeaver)).status, 404);
  const again = await owner('DELETE', `${path}/leaver/`);
  assert.deepEqual([again.status, again.json.detail], [404, 'member not found']);
});

test('everybody may leave, and only owners take others out', async (t) => {
  const { as } = await openInstallation(t);
  const editor = await as('editor');
  for (const other of ['developer', 'nobody']) assert.equal((await editor('DELETE', `${path}/${other}`)).status, 403, other);
  assert.equal((await editor('DELETE', `${path}/Editor`)).status, 204);
  assert.equal((await editor('GET', '/v2/orgs/acme/settings')).status, 404);
});

test('the list is searched, by role, by type, and invitees are in it for owners who ask', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', '/v2/invites/bulk', { org: 'acme', invitees: ['carol@acme.example', 'dave'], role: 'owner' });
  const names = async (query: string, send = owner): Promise<readonly string[]> => (await send('GET', `${path}?${query}`)).json.results.map(({ username, email, role }) => `${role}:${username || email}`);
  const members = ['Member:developer', 'Editor:editor', 'Owner:owner', 'Owner:second-owner'];
  assert.deepEqual(await names(''), members);
  assert.deepEqual(await names('invites=false'), members);
  const all = ['Invitee:carol@acme.example', 'Invitee:dave', ...members];
  assert.deepEqual(await names('invites=true'), all);
  assert.deepEqual(await names('type=all'), all);
  assert.deepEqual(await names('type=invitee'), all.slice(0, 2));
  assert.deepEqual(await names('type=member&invites=true'), members);
  assert.deepEqual(await names('role=owner&invites=true'), ['Owner:owner', 'Owner:second-owner']);
  assert.deepEqual(await names('search=EDITOR'), ['Editor:editor']);
  assert.deepEqual(await names('search=second-owner@acme'), ['Owner:second-owner']);
  assert.deepEqual(await names('search=carol&invites=1'), ['Invitee:carol@acme.example']);
  assert.deepEqual(await names('search=%25'), []);
  assert.deepEqual(await names('page=2&page_size=4&invites=true'), all.slice(4));
  const editor = await as('editor');
  assert.deepEqual(await names('invites=true', editor), members);
  assert.deepEqual(await names('type=invitee', editor), []);
  assert.deepEqual(await names('search=second-owner@acme', editor), []);
  for (const query of ['role=admin', 'type=robot', 'invites=perhaps']) assert.equal((await owner('GET', `${path}?${query}`)).status, 400, query);
});

test('the export has Docker Hub\'s columns, everybody, and no formula that a spreadsheet would run', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', path, { username: 'mallory', role: 'member', email: 'mallory@acme.example', full_name: '=HYPERLINK("http://evil.example","x")', password });
  await owner('POST', '/v2/orgs/acme/groups', { name: 'backend' });
  await owner('POST', '/v2/orgs/acme/groups', { name: 'frontend' });
  for (const team of ['backend', 'frontend']) await owner('POST', `/v2/orgs/acme/groups/${team}/members`, { member: 'mallory' });
  await owner('POST', '/v2/invites/bulk', { org: 'acme', invitees: ['carol@acme.example'] });
  const { status, text, headers } = await owner('GET', `${path}/export`);
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/);
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="acme-members-2026-11-21T120000Z\.csv"$/);
  const lines = text.trimEnd().split('\r\n');
  assert.equal(lines[0], 'Name,Username,Email,Type,Permission,Teams,Date Joined');
  assert.equal(lines.length, 7);
  assert.equal(lines[1], ',,carol@acme.example,Invitee,Member,,2026-11-21 12:00:00.000000 +0000 UTC');
  const mallory = lines.find((line) => line.includes('mallory')) ?? '';
  assert.match(mallory, /^"'=HYPERLINK/);
  assert.match(mallory, /,mallory,mallory@acme\.example,User,Member,"backend, frontend",2026-11-21 12:00:00\.000000 \+0000 UTC$/);
  assert.equal((await (await as('editor'))('GET', `${path}/export`)).status, 403);
});

test('more people than one piece holds are all in the export, once', async (t) => {
  const { as, store } = await openInstallation(t);
  for (let number = 0; number < 520; number += 1) {
    await store.createMember({ id: `u-${number}`, organization: 'acme', name: `p-${number}`, email: null, fullName: '', passwordHash: null, role: 'member', atMs: 0 }, anAct());
  }
  const { text } = await (await as('owner'))('GET', `${path}/export`);
  const names = text.trimEnd().split('\r\n').slice(1).map((line) => line.split(',')[1]);
  assert.equal(names.length, 524);
  assert.equal(new Set(names).size, 524);
});
