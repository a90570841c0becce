// Teams as an identity provider names and fills them, in the words of Entra ID and Okta.
import assert from 'node:assert/strict';
import test from 'node:test';
import { type Send, assertRefused, groupUrn, identityProvider, make, patchOf } from './identity-provider.ts';
import { openInstallation } from './installation.ts';

const group = (displayName: string, members: readonly string[] = []): object => ({ schemas: [groupUrn], displayName, members: members.map((value) => ({ value })) });

async function makeGroup(send: Send, displayName: string, members: readonly string[] = []): Promise<string> {
  const { status, json } = await send('POST', '/Groups', group(displayName, members));
  assert.equal(status, 201, json.detail);
  return json.id;
}

async function membersOf(send: Send, id: string): Promise<readonly string[]> {
  return (await send('GET', `/Groups/${id}`)).json.members.map(({ display }) => display);
}

test("Entra ID's round: look, make, fill, look without members, rename, empty, remove", async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const [ann, bob] = [await make(send, 'ann@acme.example'), await make(send, 'bob@acme.example')];
  const lookFor = (name: string) => send('GET', `/Groups?excludedAttributes=members&filter=${encodeURIComponent(`displayName eq "${name}"`)}`);
  assert.equal((await lookFor('Plattform / EU')).json.totalResults, 0);
  const made = await send('POST', '/Groups', { schemas: [groupUrn, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'], externalId: '8aa1a0c0', displayName: 'Plattform / EU', meta: { resourceType: 'Group' } });
  const { id, meta, ...rest } = made.json;
  assert.deepEqual([made.status, rest], [201, { schemas: [groupUrn], externalId: '8aa1a0c0', displayName: 'Plattform / EU', members: [] }]);
  assert.equal(made.headers.get('location'), meta.location);
  assert.equal((await installation.store.findTeam('acme', 'Plattform-EU'))?.uuid, id);

  const path = `/Groups/${id}`;
  const patch = async (...operations: readonly object[]): Promise<void> => {
    const { status, text } = await send('PATCH', path, patchOf(...operations));
    assert.deepEqual([status, text], [204, '']);
  };
  await patch({ op: 'Add', path: 'members', value: [{ $ref: null, value: ann }] });
  await patch({ op: 'Add', path: 'members', value: [{ value: ann }, { value: bob }] });
  assert.deepEqual(await membersOf(send, id), ['ann', 'bob']);
  assert.deepEqual((await send('GET', `/Users/${ann}`)).json.groups.map(({ value, display }) => [value, display]), [[id, 'Plattform / EU']]);
  const found = (await lookFor('plattform / eu')).json;
  assert.deepEqual([found.totalResults, found.Resources[0]?.id, found.Resources[0]?.members], [1, id, undefined]);
  assert.equal((await send('GET', `/Groups?filter=${encodeURIComponent(`id eq "${id}" and members eq "${bob}"`)}`)).json.totalResults, 1);

  await patch({ op: 'Replace', path: 'displayName', value: 'Platform' });
  assert.equal((await installation.store.findTeam('acme', 'Platform'))?.uuid, id);
  await patch({ op: 'Remove', path: 'members', value: [{ $ref: null, value: ann }] });
  assert.deepEqual(await membersOf(send, id), ['bob']);
  await patch({ op: 'remove', path: `members[value eq "${bob}"]` });
  assert.deepEqual(await membersOf(send, id), []);
  assert.equal((await send('DELETE', path)).status, 204);
  assertRefused(await send('GET', path), { status: 404, detail: /^group not found$/ });
  assert.equal(await installation.store.findTeam('acme', 'Platform'), undefined);
});

test("Okta's round: push a group, exchange members in one request, rename it with its id, replace everything", async (t) => {
  const send = await identityProvider(await openInstallation(t));
  const [ann, bob, cy] = [await make(send, 'ann@acme.example'), await make(send, 'bob@acme.example'), await make(send, 'cy@acme.example')];
  const id = await makeGroup(send, 'Test SCIMv2', [ann, bob]);
  const path = `/Groups/${id}`;
  assert.equal((await send('PATCH', path, patchOf({ op: 'remove', path: `members[value eq "${ann}"]` }, { op: 'add', path: 'members', value: [{ value: cy, display: 'cy@acme.example' }] }))).status, 204);
  assert.deepEqual(await membersOf(send, id), ['bob', 'cy']);
  assert.equal((await send('PATCH', path, patchOf({ op: 'replace', value: { id, displayName: 'Test SCIMv3' } }))).status, 204);
  assert.equal((await send('PATCH', path, patchOf({ op: 'replace', path: 'members', value: [{ value: ann }] }))).status, 204);
  assert.deepEqual([(await send('GET', path)).json.displayName, await membersOf(send, id)], ['Test SCIMv3', ['ann']]);
  const put = await send('PUT', path, { ...group('Test SCIMv4', [bob, cy]), id });
  assert.deepEqual([put.status, put.json.displayName, put.json.members.map(({ value }) => value)], [200, 'Test SCIMv4', [bob, cy]]);
  assert.equal((await send('PUT', path, group('Test SCIMv4'))).json.members.length, 0);
});

test('teams that were made here are groups, and one that is renamed here goes by its new name', async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const owner = await installation.as('owner');
  assert.equal((await owner('POST', '/v2/orgs/acme/groups', { name: 'builders' })).status, 201);
  const found = (await send('GET', '/Groups')).json;
  assert.deepEqual(found.Resources.map(({ displayName }) => displayName), ['builders']);
  assertRefused(await send('POST', '/Groups', group('Builders')), { status: 409, scimType: 'uniqueness', detail: /use that one/ });
  const { id } = found.Resources[0]!;
  await send('PATCH', `/Groups/${id}`, patchOf({ op: 'replace', path: 'displayName', value: 'The Builders' }));
  assert.equal((await owner('PATCH', '/v2/orgs/acme/groups/The-Builders', { name: 'makers' })).status, 200);
  assert.equal((await send('GET', `/Groups/${id}`)).json.displayName, 'makers');
});

test('two groups whose names make the same team name get teams of their own', async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const ids = [await makeGroup(send, 'A/B C'), await makeGroup(send, 'A B/C')];
  assert.deepEqual([(await installation.store.findTeam('acme', 'A-B-C'))?.uuid, (await installation.store.findTeam('acme', 'A-B-C-2'))?.uuid], ids);
});

test('a group takes a hundred members and more, nobody whom the organization does not know, and whoever is deactivated comes back into it', async (t) => {
  const installation = await openInstallation(t);
  const { store } = installation;
  const send = await identityProvider(installation);
  const actor = { kind: 'system', id: null, name: '', credential: { kind: 'none', id: null }, clientAddress: '', userAgent: '', requestId: '' } as const;
  const ids = Array.from({ length: 150 }, (_, position) => `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`);
  for (const [position, id] of ids.entries()) {
    await store.createMember({ id, organization: 'acme', name: `person-${position}`, email: null, fullName: '', passwordHash: 'none', role: 'member', atMs: 1 }, { action: 'org.member.add', organization: 'acme', name: '', actor, atMs: 1, before: null, after: null });
  }
  const id = await makeGroup(send, 'Everybody', ids);
  assert.equal((await send('GET', `/Groups/${id}`)).json.members.length, 150);
  const stranger = (await store.findAccountByName('stranger'))!.id;
  for (const unknown of [stranger, 'nobody']) {
    assertRefused(await send('PATCH', `/Groups/${id}`, patchOf({ op: 'add', path: 'members', value: [{ value: unknown }] })), { status: 400, scimType: 'invalidValue', detail: /no user has the id/ });
  }
  assertRefused(await send('POST', '/Groups', group('Too many', Array.from({ length: 5001 }, (_, position) => `id-${position}`))), { status: 400, scimType: 'invalidValue', detail: /at most 5000/ });
  assertRefused(await send('POST', '/Groups', group('Stray', [stranger])), { status: 400, scimType: 'invalidValue' });
  assert.equal(await store.findTeam('acme', 'Stray'), undefined, 'nothing of a refused group is left');
  await send('PATCH', `/Users/${ids[0]}`, patchOf({ op: 'replace', path: 'active', value: false }));
  assert.equal((await send('GET', `/Groups/${id}`)).json.members.length, 150);
  assert.equal((await store.findTeam('acme', 'Everybody'))?.memberCount, 149);
  const late = await makeGroup(send, 'Late', [ids[0]!]);
  await send('PATCH', `/Users/${ids[0]}`, patchOf({ op: 'replace', path: 'active', value: true }));
  assert.deepEqual(await store.teamsOf('acme', ids[0]!), ['Everybody', 'Late']);
  assert.deepEqual(await membersOf(send, late), ['person-0']);
});

test('a group belongs to its organization, and of two writers with If-Match one wins', async (t) => {
  const installation = await openInstallation(t);
  const send = await identityProvider(installation);
  const other = await identityProvider(installation, { organization: 'globex', owner: 'stranger' });
  const id = await makeGroup(send, 'Team');
  const rename = patchOf({ op: 'replace', path: 'displayName', value: 'Taken over' });
  for (const [method, body] of [['GET', undefined], ['PUT', group('x')], ['PATCH', rename], ['DELETE', undefined]] as const) assertRefused(await other(method, `/Groups/${id}`, body), { status: 404 });
  assert.equal((await other('GET', '/Groups')).json.totalResults, 0);
  const { version } = (await send('GET', `/Groups/${id}`)).json.meta;
  assert.equal((await send('PATCH', `/Groups/${id}`, rename, { 'If-Match': version })).status, 204);
  assertRefused(await send('PUT', `/Groups/${id}`, group('Team'), { 'If-Match': version }), { status: 412 });
  assertRefused(await send('DELETE', `/Groups/${id}`, undefined, { 'If-Match': version }), { status: 412 });
});

test('a group needs a name', async (t) => {
  const send = await identityProvider(await openInstallation(t));
  const id = await makeGroup(send, 'Team');
  for (const body of [{}, { displayName: ' ' }, { displayName: 'Team 2', members: [{}] }, { displayName: 'Team 2', members: 'x'.repeat(300) }]) assertRefused(await send('POST', '/Groups', body), { status: 400, scimType: 'invalidValue' });
  assertRefused(await send('PATCH', `/Groups/${id}`, patchOf({ op: 'remove', path: 'displayName' })), { status: 400, scimType: 'invalidValue' });
});
