// The records of decisions through the API.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { PullRecord } from '../../src/audit/pull-record.ts';
import { createUuids } from '../../src/audit/uuid.ts';
import { openInstallation } from './installation.ts';

const { timed: newRecordId } = createUuids();

const path = '/v2/orgs/acme/pulls';
const start = Date.UTC(2026, 10, 21, 11);

function record(minute: number, fields: Partial<PullRecord>): PullRecord {
  const timeMs = start + minute * 60_000;
  return {
    id: newRecordId(timeMs),
    timeMs,
    requestId: `r${minute}`,
    subjectKind: 'user',
    subjectId: 'u1',
    subjectName: 'developer',
    tokenId: 't1',
    organization: 'acme',
    readableBy: ['acme', 'globex'],
    action: 'pull',
    endpoint: 'manifest',
    registry: 'docker.io',
    repository: 'library/nginx',
    tag: '1.27',
    digest: null,
    category: 'official',
    effect: 'permit',
    enforced: true,
    rule: 'category',
    reason: null,
    policyRevision: 2,
    clientAddress: '127.0.0.1',
    userAgent: 'docker/28',
    method: 'GET',
    outcome: 200,
    bytes: 1024,
    ...fields,
  };
}

const denied = { repository: 'someuser/custom-image', category: 'community', effect: 'deny', reason: 'image access denied', outcome: 401 } as const;
const records = [
  record(1, {}),
  record(2, denied),
  record(3, { subjectName: 'editor', subjectId: 'u2' }),
  record(4, { ...denied, subjectName: 'editor', subjectId: 'u2', enforced: false, outcome: 200 }),
  record(5, { registry: 'ghcr.io', repository: 'owner/image', category: null, rule: 'registry-access', effect: 'deny' }),
  record(6, { readableBy: ['globex'], organization: 'globex', subjectName: 'stranger' }),
];

test('what another organization decided is shown without its name and its words, but to the person', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords([record(1, { ...denied, organization: 'globex', subjectId: 'somebody', subjectName: 'somebody' })]);
  const [seen] = (await (await as('owner'))('GET', path)).json.pulls;
  assert.deepEqual([seen!.effect, seen!.outcome, seen!.organization, seen!.reason, seen!.policy_revision], ['deny', 401, null, null, null]);

  const developer = await as('developer');
  const { uuid: subjectId } = (await developer('GET', '/v2/user')).json as unknown as { uuid: string };
  await store.insertRecords([record(2, { ...denied, organization: 'globex', subjectId })]);
  const [own] = (await developer('GET', path)).json.pulls;
  assert.deepEqual([own!.organization, own!.reason], ['globex', denied.reason]);
});

test('owners read what binds their organization, newest first, without the names of others', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const { status, json } = await (await as('owner'))('GET', path);
  assert.equal(status, 200);
  assert.deepEqual(json.pulls.map(({ request_id }) => request_id), ['r5', 'r4', 'r3', 'r2', 'r1']);
  assert.equal(json.next_cursor, null);
  const { id, ...rest } = json.pulls[3]!;
  assert.equal(id, records[1]!.id);
  assert.deepEqual(rest, {
    time: '2026-11-21T11:02:00.000Z',
    request_id: 'r2',
    subject_kind: 'user',
    subject_id: 'u1',
    subject_name: 'developer',
    token_id: 't1',
    organization: 'acme',
    action: 'pull',
    endpoint: 'manifest',
    registry: 'docker.io',
    repository: 'someuser/custom-image',
    tag: '1.27',
    digest: null,
    category: 'community',
    effect: 'deny',
    enforced: true,
    rule: 'category',
    reason: 'image access denied',
    policy_revision: 2,
    client_address: '127.0.0.1',
    user_agent: 'docker/28',
    method: 'GET',
    outcome: 401,
    bytes: 1024,
  });
});

test('every filter narrows, and all given ones must match', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const owner = await as('owner');
  for (const [query, expected] of [
    ['effect=deny', ['r5', 'r4', 'r2']],
    ['effect=permit', ['r3', 'r1']],
    ['from=2026-11-21T11:03:00Z', ['r5', 'r4', 'r3']],
    ['from=2026-11-21T12:03:00%2B01:00&to=2026-11-21T11:04:00Z', ['r3']],
    ['enforced=false', ['r4']],
    ['action=push', []],
    ['token_id=t1&username=editor', ['r4', 'r3']],
    ['token_id=t2', []],
    ['registry=ghcr.io', ['r5']],
    ['repository=library/nginx', ['r3', 'r1']],
    ['repository=someuser/*', ['r4', 'r2']],
    ['tag=1.27&effect=permit', ['r3', 'r1']],
    ['digest=sha256:none', []],
    ['reason=access%20denied', ['r4', 'r2']],
    ['user_agent=docker', ['r5', 'r4', 'r3', 'r2', 'r1']],
    ['user_agent=podman', []],
    ['client_address=127.0.0.1&request_id=r3', ['r3']],
    ['username=editor', ['r4', 'r3']],
    ['username=editor&effect=deny', ['r4']],
    ['image=someuser/custom-image', ['r4', 'r2']],
    ['image=ghcr.io', ['r5']],
    ['rule=registry-access', ['r5']],
    ['category=official', ['r3', 'r1']],
    ['username=stranger', []],
  ] as const) {
    const { status, json } = await owner('GET', `${path}?${query}`);
    assert.equal(status, 200, query);
    assert.deepEqual(json.pulls.map(({ request_id }) => request_id), expected, query);
  }
});

test('a cursor leads through all records, each once', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const owner = await as('owner');
  const seen: string[] = [];
  let cursor: string | null = '';
  let pages = 0;
  while (cursor !== null) {
    const { json } = await owner('GET', `${path}?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    seen.push(...json.pulls.map(({ request_id }) => request_id));
    cursor = json.next_cursor;
    pages += 1;
  }
  assert.deepEqual([seen, pages], [['r5', 'r4', 'r3', 'r2', 'r1'], 3]);
});

test('members read their own records alone', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const developer = await as('developer');
  for (const query of ['', '?username=developer', '?username=Developer']) {
    assert.deepEqual((await developer('GET', path + query)).json.pulls.map(({ request_id }) => request_id), ['r5', 'r2', 'r1']);
  }
  assert.equal((await developer('GET', `${path}?username=editor`)).status, 403);
  assert.equal((await (await as('stranger'))('GET', '/v2/orgs/globex/pulls')).json.pulls.length, 6);
});

test('a wrong filter is refused, all of them at once', async (t) => {
  const { as } = await openInstallation(t);
  const { status, json } = await (await as('owner'))('GET', `${path}?effect=maybe&from=yesterday&rule=x&category=gold&limit=1001&enforced=1&repository=a*b`);
  assert.equal(status, 400);
  assert.deepEqual(Object.keys(json.fields).toSorted(), ['category', 'effect', 'enforced', 'from', 'limit', 'repository', 'rule']);
});

test('a cursor that is broken, or of another search, is told from a good one', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const owner = await as('owner');
  const { json } = await owner('GET', `${path}?limit=2`);
  const cursor = json.next_cursor ?? '';
  assert.equal((await owner('GET', `${path}?limit=2&cursor=${cursor}`)).status, 200);
  const editor = await as('editor');
  for (const [send, query] of [
    [owner, `cursor=abc`],
    [owner, `cursor=${cursor.slice(0, -1)}`],
    [owner, `cursor=${cursor}A`],
    [owner, `cursor=${cursor}&effect=deny`],
    [owner, `cursor=${records[1]!.id}`],
    [editor, `cursor=${cursor}`],
  ] as const) {
    const { status, json: problem } = await send('GET', `${path}?${query}`);
    assert.equal(status, 400, query);
    assert.deepEqual(Object.keys(problem.fields), ['cursor']);
    assert.match(problem.fields['cursor']?.[0] ?? '', /^is no cursor of this search: send the next_cursor/);
  }
});

test('records that arrive between two pages move none of them', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const owner = await as('owner');
  const first = (await owner('GET', `${path}?limit=2`)).json;
  await store.insertRecords([record(9, {}), record(3.5, {})]);
  const second = (await owner('GET', `${path}?limit=9&cursor=${first.next_cursor}`)).json;
  assert.deepEqual([...first.pulls, ...second.pulls].map(({ request_id }) => request_id), ['r5', 'r4', 'r3.5', 'r3', 'r2', 'r1']);
});

test('one record is read by its id: an owner any, a member their own, nobody one of another organization', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const owner = await as('owner');
  const list = (await owner('GET', path)).json.pulls;
  for (const pull of list) assert.deepEqual((await owner('GET', `${path}/${pull.id}`)).json, pull);
  const editor = await as('editor');
  for (const [send, index, status] of [[editor, 3, 200], [editor, 1, 404], [owner, 5, 404]] as const) {
    const answer = await send('GET', `${path}/${records[index]!.id}`);
    assert.equal(answer.status, status);
    if (status === 404) assert.equal(answer.json.detail, 'pull record not found');
  }
});

test('an export has every record that the filters find, under the names of the API, and is on record', async (t) => {
  const { as, store } = await openInstallation(t);
  const strange = { userAgent: '=HYPERLINK("http://x")', reason: 'no, "never"\nagain' };
  await store.insertRecords([...records, ...Array.from({ length: 1200 }, (_, n) => record(-n, { requestId: `old-${n}`, ...strange }))]);
  const owner = await as('owner');
  const listed = (await owner('GET', `${path}?limit=1000`)).json.pulls;

  const lines = await owner('GET', `${path}/export?format=jsonl`);
  assert.equal(lines.headers.get('content-type'), 'application/jsonl');
  assert.match(lines.headers.get('content-disposition') ?? '', /^attachment; filename="acme-pulls-2026-11-21T120000Z\.jsonl"$/);
  const exported = lines.text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  assert.equal(exported.length, 1205);
  assert.deepEqual(exported.slice(0, 1000), listed);

  const csv = await owner('GET', `${path}/export?effect=deny`);
  assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/);
  assert.equal(csv.text.split('\r\n')[0], Object.keys(listed[0]!).join(','));
  assert.equal(csv.text.trimEnd().split('\r\n').length, 1 + 3);
  const dangerous = await owner('GET', `${path}/export?request_id=old-1100`);
  assert.ok(dangerous.text.includes(`"'=HYPERLINK(""http://x"")"`), dangerous.text);
  assert.ok(dangerous.text.includes('"no, ""never""\nagain"'));

  const own = await (await as('editor'))('GET', `${path}/export?format=jsonl`);
  assert.deepEqual(own.text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { request_id: string }).request_id), ['r4', 'r3']);
  assert.equal((await (await as('editor'))('GET', `${path}/export?username=owner`)).status, 403);
  assert.equal((await owner('GET', `${path}/export?format=xml&limit=3`)).status, 400);
});

test('an export ends when its reader leaves', async (t) => {
  const { admin, store, adminTokens } = await openInstallation(t);
  await store.insertRecords(Array.from({ length: 5000 }, (_, n) => record(n, {})));
  const account = (await store.findAccountByName('owner'))!;
  const { token } = await adminTokens.issue({ subject: { kind: 'user', id: account.id, name: 'owner', scopes: ['repo:admin'] }, credentialVersion: account.credentialVersion });
  let reads = 0;
  const listPulls = store.listPulls.bind(store);
  t.mock.method(store, 'listPulls', (...given: Parameters<typeof listPulls>) => {
    reads += 1;
    return listPulls(...given);
  });
  const response = await admin.fetch(new Request(`http://x${path}/export?format=jsonl`, { headers: { Authorization: `Bearer ${token}` } }));
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  const readsThen = reads;
  assert.ok(readsThen < 5, `${readsThen} of the 10 parts were read for a reader who took one`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(reads <= readsThen + 1);
});
