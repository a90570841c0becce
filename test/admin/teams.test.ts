// Teams through the API, as Docker's clients call them groups.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation, origin } from './installation.ts';

const path = '/v2/orgs/acme/groups';
/** What Docker's Terraform provider sends. */
const fromTerraform = (name: string, description = '') => ({ id: 0, uuid: '', name, description, member_count: 0 });

test('a team is made, read, renamed and removed as the Terraform provider does it', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const created = await owner('POST', `${path}/`, fromTerraform('Backend', 'the server'));
  assert.equal(created.status, 201);
  const { id, uuid, ...rest } = created.json;
  assert.ok(Number.isSafeInteger(id) && Number(id) > 0);
  assert.match(uuid, /^[0-9a-f-]{36}$/);
  assert.deepEqual(rest, { name: 'Backend', description: 'the server', member_count: 0 });
  assert.deepEqual((await owner('GET', `${path}/backend/`)).json, created.json);

  const renamed = await owner('PATCH', `${path}/Backend/`, fromTerraform('Servers', 'all of them'));
  assert.deepEqual([renamed.status, renamed.json], [200, { id, uuid, name: 'Servers', description: 'all of them', member_count: 0 }]);
  assert.equal((await owner('PATCH', `${path}/servers`, { description: '' })).json.description, '');
  assert.equal((await owner('PUT', `${path}/servers`, { name: 'Servers' })).json.description, '');
  assert.equal((await owner('GET', `${path}/Backend/`)).status, 404);
  assert.equal((await owner('DELETE', `${path}/Servers/`)).status, 204);
  const gone = await owner('DELETE', `${path}/Servers/`);
  assert.deepEqual([gone.status, gone.json.detail], [404, 'team not found']);
});

test('people join and leave a team, and show it wherever they are listed', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const name of ['zeta', 'Alpha']) await owner('POST', path, { name });
  for (const team of ['zeta', 'alpha']) assert.equal((await owner('POST', `${path}/${team}/members/`, { member: 'Editor' })).status, 200);
  assert.equal((await owner('POST', `${path}/alpha/members/`, { member: 'editor' })).status, 200, 'again');
  assert.equal((await owner('GET', `${path}/alpha`)).json.member_count, 1);

  const { json } = await owner('GET', `${path}/alpha/members/`);
  assert.deepEqual([json.count, json.next, json.results.map(({ username, email, role, groups }) => [username, email, role, groups])], [1, null, [['editor', 'editor@acme.example', 'Editor', ['Alpha', 'zeta']]]]);
  const listed = (await owner('GET', '/v2/orgs/acme/members?search=editor')).json.results;
  assert.deepEqual(listed.map(({ username, groups }) => [username, groups]), [['editor', ['Alpha', 'zeta']]]);
  assert.deepEqual((await owner('GET', `${path}?username=editor&page_size=1`)).json.next, `${origin}${path}?username=editor&page_size=1&page=2`);

  assert.equal((await owner('DELETE', `${path}/Alpha/members/editor`)).status, 204);
  const again = await owner('DELETE', `${path}/Alpha/members/editor`);
  assert.deepEqual([again.status, again.json.detail], [404, 'team member not found']);
  assert.equal((await owner('GET', `${path}/alpha/members`)).json.count, 0);
});

test('only people of the organization join its teams', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', path, { name: 'backend' });
  for (const member of ['stranger', 'nobody']) {
    const { status, json } = await owner('POST', `${path}/backend/members`, { member });
    assert.deepEqual([status, json.detail], [404, 'member not found'], member);
  }
  assert.equal((await owner('POST', `${path}/frontend/members`, { member: 'editor' })).json.detail, 'team not found');
});

test('a wrong name, one that is taken and the one that Docker Hub keeps for owners are refused', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const name of ['ab', 'a'.repeat(31), 'with space', 'with.dot', 'ümlaut', '', 7]) {
    const { status, json } = await owner('POST', path, { name });
    assert.deepEqual([status, Object.keys(json.fields)], [400, ['name']], String(name));
  }
  const reserved = await owner('POST', path, { name: 'Owners' });
  assert.match(reserved.json.detail, /give people the role owner instead/);
  assert.equal((await owner('POST', path, { name: 'backend', description: 'two\nlines' })).status, 400);
  await owner('POST', path, { name: 'backend' });
  await owner('POST', path, { name: 'frontend' });
  for (const [method, at, body] of [['POST', path, { name: 'BackEnd' }], ['PATCH', `${path}/frontend`, { name: 'BACKEND' }], ['PUT', `${path}/frontend`, { name: 'backend' }]] as const) {
    assert.equal((await owner(method, at, body)).status, 409, method);
  }
  assert.equal((await owner('GET', path)).json.count, 2);
});

test('members read teams, see no addresses but their own, and change nothing', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', path, { name: 'backend', description: 'the server' });
  for (const member of ['editor', 'second-owner']) await owner('POST', `${path}/backend/members`, { member });
  const editor = await as('editor');
  assert.deepEqual((await editor('GET', `${path}/backend/members`)).json.results.map(({ email }) => email), ['editor@acme.example', '']);
  assert.equal((await editor('GET', `${path}/backend/members?search=second-owner@`)).json.count, 0, 'nor finds anybody by one');
  assert.equal((await editor('GET', `${path}?search=SERVER`)).json.count, 1);
  for (const [method, at] of [['POST', path], ['PATCH', `${path}/backend`], ['DELETE', `${path}/backend`], ['POST', `${path}/backend/members`], ['DELETE', `${path}/backend/members/editor`]] as const) {
    assert.equal((await editor(method, at, method === 'DELETE' ? undefined : {})).status, 403, `${method} ${at}`);
  }
  assert.equal((await (await as('stranger'))('GET', `${path}/backend`)).status, 404);
});

test('what happens to teams is in the log', async (t) => {
  const { as, clock, actionsOf } = await withLog(t);
  const owner = await as('owner');
  await owner('POST', path, { name: 'backend' });
  await owner('PATCH', `${path}/backend`, { name: 'backend', description: '' });
  await owner('PATCH', `${path}/backend`, { name: 'servers' });
  await owner('POST', `${path}/servers/members`, { member: 'editor' });
  await owner('POST', `${path}/servers/members`, { member: 'editor' });
  clock.nowMs += 1000;
  await owner('DELETE', `${path}/servers/members/editor`);
  await owner('DELETE', `${path}/servers`);
  assert.deepEqual(await actionsOf('org.team.'), [
    ['org.team.create', 'backend'],
    ['org.team.update', 'backend'],
    ['org.team.member.add', 'editor'],
    ['org.team.member.remove', 'editor'],
    ['org.team.delete', 'servers'],
  ]);
});

async function withLog(t: Parameters<typeof openInstallation>[0]) {
  const installation = await openInstallation(t);
  const actionsOf = async (prefix: string): Promise<readonly (readonly [string, string])[]> => {
    const { json } = await (await installation.as('owner'))('GET', '/v2/auditlogs/acme?page_size=100');
    return (json as unknown as { logs: { action: string; name: string }[] }).logs.toReversed().filter(({ action }) => action.startsWith(prefix)).map(({ action, name }) => [action, name] as const);
  };
  return { ...installation, actionsOf };
}
