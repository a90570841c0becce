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
    ['since=2026-11-21T11:03:00Z', ['r5', 'r4', 'r3']],
    ['since=2026-11-21T12:03:00%2B01:00&until=2026-11-21T11:04:00Z', ['r3']],
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
  const { status, json } = await (await as('owner'))('GET', `${path}?effect=maybe&since=yesterday&rule=x&category=gold&limit=1001&cursor=abc`);
  assert.equal(status, 400);
  assert.deepEqual(Object.keys(json.fields).toSorted(), ['category', 'cursor', 'effect', 'limit', 'rule', 'since']);
});
