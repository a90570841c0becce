// The log of what people do, over the API: Docker Hub's form, Pullgate's own, exports that others can verify, and what verifying says.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import type { ActivityEntry, ActivityPage } from '../../src/contract/activity.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { openInstallation } from './installation.ts';
import type { Send } from './installation.ts';

async function list(send: Send, query = '', path = '/v2/orgs/acme/activity'): Promise<{ readonly activity: readonly ActivityEntry[]; readonly next: string | null }> {
  const { status, text } = await send('GET', `${path}?${query}`);
  assert.equal(status, 200, text);
  const page = JSON.parse(text) as ActivityPage;
  return { activity: page.activity, next: page.next_cursor };
}

test('what is done is on record: who, with what, from where, what it was and what it is', async (t) => {
  const { as, withToken } = await openInstallation(t);
  const { send, tokenId } = await withToken('owner', 'repo:admin');
  await send('PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: true, allow_official_images: true, allow_verified_publishers: true }, namespaces: [] }, { 'User-Agent': 'script/1', 'X-Request-Id': 'request-7' });
  const { activity } = await list(await as('owner'), 'limit=1');
  const [entry] = activity;
  assert.deepEqual({ ...entry, actor: { ...entry?.actor, id: 'u' }, hash: '', previous_hash: '' }, {
    organization: 'acme',
    sequence: entry?.sequence,
    time: '2026-11-21T12:00:00.000Z',
    action: 'org.settings.update',
    name: 'acme',
    actor: { kind: 'user', id: 'u', name: 'owner', credential: { kind: 'personal-token', id: tokenId }, client_address: '', user_agent: 'script/1', request_id: 'request-7' },
    before: { revision: 1, enabled: false },
    after: { revision: 2, summary: 'enabled: false -> true', enabled: true },
    previous_hash: '',
    hash: '',
  });
});

test('a change of registry access is logged under the names that Docker Hub has for it, each part of it', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const registry = (address: string, allowed = true) => ({ address: `https://${address}`, friendly_name: '', allowed });
  const put = (enabled: boolean, custom: readonly ReturnType<typeof registry>[], hub = true) =>
    owner('PUT', '/v2/orgs/acme/settings/registry-access-management', { enabled, standard_registries: [{ id: 'DockerHub', allowed: hub }], custom_registries: custom });
  assert.equal((await put(true, [registry('ghcr.io')])).status, 200);
  assert.equal((await put(false, [registry('ghcr.io', false), registry('quay.io')], false)).status, 200);
  assert.equal((await put(false, [registry('quay.io')], false)).status, 200);
  const { activity } = await list(owner, 'action=org.registry_access&limit=20');
  assert.deepEqual(
    activity.map(({ action, after }) => [action.replace('org.registry_access.', ''), (after as { revision: number }).revision]).toReversed(),
    [['enabled', 2], ['registry_added', 2], ['disabled', 3], ['registry_updated', 3], ['registry_updated', 3], ['registry_added', 3], ['registry_removed', 4]],
  );
  assert.equal((await list(owner, 'action=org.settings')).activity.length, 0);
  const rolled = await owner('POST', '/v2/orgs/acme/settings/revisions/1/rollback');
  assert.equal(rolled.status, 200);
  assert.equal((await list(owner, 'action=org.registry_access.registry_updated')).activity.length, 3);
});

test('what changes nothing, or is refused, leaves no act', async (t) => {
  const { as } = await openInstallation(t);
  const [owner, developer] = [await as('owner'), await as('developer')];
  const newest = async () => (await list(owner, 'limit=1')).activity[0]?.sequence;
  const before = await newest();
  assert.equal((await owner('PUT', '/v2/orgs/acme/settings', { namespaces: [] })).status, 200);
  assert.equal((await owner('PUT', '/v2/orgs/acme/settings', { namespaces: ['-'] })).status, 400);
  assert.equal((await owner('PUT', '/v2/orgs/acme/settings', { sign_in: { enforced: false } }, { 'If-Match': '"9"' })).status, 412);
  assert.equal((await developer('PUT', '/v2/orgs/acme/settings', { sign_in: { enforced: false } })).status, 403);
  assert.equal((await owner('POST', '/v2/orgs/acme/members', { username: 'developer', role: 'member' })).status, 409);
  assert.equal(await newest(), before);
});

test('Docker Hub\'s form: its fields, its pages and its filters', async (t) => {
  const { as, store, clock } = await openInstallation(t);
  const owner = await as('owner');
  for (let number = 1; number <= 30; number += 1) await store.recordAct(anAct({ action: 'org.member.add', name: `m${number}`, atMs: clock.nowMs + number, before: null, after: { username: `m${number}`, list: [1] } }));
  await store.recordAct(anAct({ action: 'org.member.role.change', name: 'm1', atMs: clock.nowMs + 99, before: { role: 'member' }, after: { role: 'owner' } }));
  const logs = async (query: string) => (JSON.parse((await owner('GET', `/v2/auditlogs/Acme?${query}`)).text) as { readonly logs: readonly { readonly name: string; readonly data: unknown }[] }).logs;
  assert.equal((await logs('')).length, 25);
  assert.deepEqual((await logs('page=2&page_size=3')).map(({ name }) => name), ['m28', 'm27', 'm26']);
  assert.deepEqual(await logs('page=1000&page_size=100'), []);
  assert.deepEqual(await logs('action=org.member.role.change'), [
    { account: 'acme', action: 'org.member.role.change', name: 'm1', actor: 'olivia', data: { 'before.role': 'member', role: 'owner' }, timestamp: '2026-11-21T12:00:00.099000Z', action_description: 'changed the role of the member m1\n' },
  ]);
  assert.deepEqual((await logs('name=M30')).map(({ data }) => data), [{ username: 'm30', list: '[1]' }]);
  assert.equal((await logs('actor=pullgate')).length, 3);
  const from = new Date(clock.nowMs + 29).toISOString();
  assert.deepEqual((await logs(`from=${from}&to=${new Date(clock.nowMs + 31).toISOString()}`)).map(({ name }) => name), ['m30', 'm29']);
});

test('the actions are listed by group, each with a label and what it does', async (t) => {
  const { as } = await openInstallation(t);
  const { text } = await (await as('owner'))('GET', '/v2/auditlogs/acme/actions');
  const { org, installation } = (JSON.parse(text) as { readonly actions: Readonly<Record<string, { readonly label: string; readonly actions: readonly { readonly name: string; readonly label: string; readonly description: string }[] }>> }).actions;
  assert.equal(org?.label, 'Organization');
  assert.deepEqual(org.actions.find(({ name }) => name === 'settings.update'), { name: 'settings.update', label: 'Settings changed', description: 'changed the settings of' });
  assert.ok(installation?.actions.every(({ label, description }) => label !== '' && description !== ''));
});

test('a cursor goes on where the page before ended, whatever was added meanwhile', async (t) => {
  const { as, store } = await openInstallation(t);
  const owner = await as('owner');
  const first = await list(owner, 'limit=2');
  await store.recordAct(anAct());
  const rest = await list(owner, `limit=1000&cursor=${first.next}`);
  const sequences = [...first.activity, ...rest.activity].map(({ sequence }) => sequence);
  assert.deepEqual(sequences, Array.from({ length: sequences.length }, (_, index) => sequences.length - index));
  assert.deepEqual([rest.next, rest.activity.at(-1)?.action], [null, 'org.create']);
});

test('bad filters are told all at once', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const path of ['/v2/orgs/acme/activity', '/v2/activity']) {
    const { status, json } = await owner('GET', `${path}?from=yesterday&limit=0&cursor=abc&text=`);
    if (path === '/v2/activity') assert.equal(status, 403);
    else assert.deepEqual([status, Object.keys(json.fields).toSorted()], [400, ['cursor', 'from', 'limit', 'text']]);
  }
  const { status, json } = await owner('GET', '/v2/auditlogs/acme?page=0&page_size=101&to=x');
  assert.deepEqual([status, Object.keys(json.fields).toSorted()], [400, ['page', 'page_size', 'to']]);
  assert.equal((await owner('GET', '/v2/orgs/acme/activity/export?format=xml')).status, 400);
});

test('the log is for owners of the organization, and the installation\'s for who owns everything', async (t) => {
  const { as } = await openInstallation(t, { withSecondOrganization: false });
  const [owner, editor] = [await as('owner'), await as('editor')];
  for (const path of ['/v2/auditlogs/acme', '/v2/auditlogs/acme/actions', '/v2/orgs/acme/activity', '/v2/orgs/acme/activity/export', '/v2/orgs/acme/activity/verify', '/v2/activity', '/v2/activity/export', '/v2/activity/verify']) {
    assert.deepEqual([(await owner('GET', path)).status, (await editor('GET', path)).status], [200, 403], path);
  }
  const { activity } = await list(owner, '', '/v2/activity');
  assert.deepEqual(activity.map(({ action, organization }) => [action, organization]).toReversed(), [['installation.first_start', null], ['user.access_token.create', null], ['installation.export', null]]);
  assert.equal((await owner('GET', '/v2/auditlogs/globex')).json.detail, 'organization not found');
});

test('JSON Lines can be verified by anybody: each line has the hash of its own text, and of the line before', async (t) => {
  const { as, store } = await openInstallation(t);
  const owner = await as('owner');
  await store.recordAct(anAct({ name: 'a "line",\n"hash":"x"}\u2028 än', before: { hash: 'x', before: 1 }, after: [1.5, 1e21, -0] }));
  const { text, headers } = await owner('GET', '/v2/orgs/acme/activity/export?format=jsonl');
  assert.equal(headers.get('content-type'), 'application/jsonl');
  assert.equal(headers.get('content-disposition'), 'attachment; filename="acme-activity-2026-11-21T120000Z.jsonl"');
  let previous = '';
  const lines = text.trimEnd().split('\n');
  for (const [index, line] of lines.entries()) {
    const [, hashed = '', hash = ''] = /^(.*),"hash":"([0-9a-f]{64})"\}$/s.exec(line) ?? [];
    assert.equal(createHash('sha256').update(`${hashed}}`).digest('hex'), hash);
    const entry = JSON.parse(line) as ActivityEntry;
    assert.deepEqual([entry.sequence, entry.previous_hash], [index + 1, previous]);
    previous = hash;
  }
  assert.equal((JSON.parse(lines.at(-1) ?? '') as ActivityEntry).action, 'org.export');
  const { json } = await owner('GET', '/v2/orgs/acme/activity/verify');
  assert.deepEqual(json, { organization: 'acme', valid: true, entries: lines.length, head: { sequence: lines.length, hash: previous }, problem_count: 0, problems: [] });
});

test('CSV has a line for each entry, and no cell that a spreadsheet would run', async (t) => {
  const { as, store } = await openInstallation(t);
  const owner = await as('owner');
  for (const name of ['=1+1', '+1', '-1', '@x', '\t=1', 'plain, "quoted"\nline']) await store.recordAct(anAct({ name, after: { name } }));
  const { text, headers } = await owner('GET', '/v2/orgs/acme/activity/export?format=csv&actor=olivia&action=org.settings.update');
  assert.match(headers.get('content-type') ?? '', /^text\/csv/);
  const [head, ...rows] = text.split('\r\n');
  assert.equal(head, 'organization,sequence,time,action,name,actor_kind,actor_id,actor_name,credential_kind,credential_id,client_address,user_agent,request_id,before,after,previous_hash,hash');
  const names = rows.map((row) => /org\.settings\.update,("?.*?),user,/s.exec(row)?.[1]).filter((name) => name !== undefined && name !== 'acme');
  assert.deepEqual(names, ["'=1+1", "'+1", "'-1", "'@x", "'\t=1", '"plain, ""quoted""\nline"']);
});

test('a large log is exported in pieces, in order and whole, and no further than where it was begun', async (t) => {
  const { as, store } = await openInstallation(t);
  const owner = await as('owner');
  for (let number = 0; number < 450; number += 1) await store.recordAct(anAct({ name: `n${number}` }));
  const { text } = await owner('GET', '/v2/orgs/acme/activity/export?format=jsonl');
  const sequences = text.trimEnd().split('\n').map((line) => (JSON.parse(line) as ActivityEntry).sequence);
  assert.deepEqual(sequences, Array.from({ length: sequences.length }, (_, index) => index + 1));
  assert.equal(sequences.length, await store.newestActivity('acme'));
});

test('CEF has one line an entry, whatever is in it', async (t) => {
  const { as, store } = await openInstallation(t);
  const owner = await as('owner');
  await store.recordAct(anAct({ action: 'org.member.remove', name: 'a=b\\c|d\r\ne', before: null, after: null }));
  const { text } = await owner('GET', '/v2/orgs/acme/activity/export?format=cef&action=org.member.remove');
  assert.match(text, /^CEF:0\|Pullgate\|Pullgate\|9\.9\.9\|org\.member\.remove\|Member removed\|6\|rt=1767323045006 cat=org act=org\.member\.remove suser=olivia suid=u-owner src=127\.0\.0\.1 requestClientApplication=curl\/8 externalId=\d+ cs1=acme cs1Label=organization cs2=a\\=b\\\\c\|d\\ne cs2Label=name cs3=password cs3Label=credential cs6=[0-9a-f]{64} cs6Label=hash deviceExternalId=request-1\n$/);
});
