// Counts of decisions over time, through the API.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Statistics } from '../../src/contract/statistics.ts';
import { pullRecord } from '../../src/store/conformance/store-under-test.ts';
import { openInstallation } from './installation.ts';
import type { Send } from './installation.ts';

const path = '/v2/orgs/acme/statistics';
const atMs = Date.UTC(2026, 10, 20, 10, 30);
const hourMs = 3_600_000;
const permit = { effect: 'permit', reason: null, outcome: 200, repository: 'library/nginx', category: 'official' } as const;
const records = [
  pullRecord({ id: 'a', timeMs: atMs, subjectName: 'developer' }),
  pullRecord({ id: 'b', timeMs: atMs + 2 * hourMs, subjectName: 'editor' }),
  pullRecord({ id: 'c', timeMs: atMs, subjectName: 'developer', ...permit }),
  pullRecord({ id: 'd', timeMs: atMs + 24 * hourMs, subjectName: 'editor', ...permit, userAgent: 'podman/5' }),
  pullRecord({ id: 'e', timeMs: atMs + 24 * hourMs, subjectName: 'developer', enforced: false, repository: 'some/thing' }),
  pullRecord({ id: 'f', timeMs: atMs, readableBy: ['globex'], organization: 'globex' }),
];

async function read(send: Send, query: string): Promise<Statistics> {
  const { status, json } = await send('GET', `${path}?${query}`);
  assert.equal(status, 200, JSON.stringify(json));
  return json as unknown as Statistics;
}

test('without a group there is one series of the last seven days, with every day in it', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const { from, to, interval, group_by: groupBy, totals, series, others, top_refused: topRefused } = await read(await as('owner'), '');
  assert.deepEqual([from, to, interval, groupBy, others], ['2026-11-14T00:00:00.000Z', '2026-11-22T00:00:00.000Z', 'day', null, null]);
  assert.deepEqual(totals, { pulls: 2, denials: 2, audited: 1 });
  assert.deepEqual(series.map((each) => [each.key, each.totals, each.points.length]), [[null, totals, 8]]);
  assert.deepEqual(series.flatMap(({ points }) => points.slice(5)), [
    { at: '2026-11-19T00:00:00.000Z', pulls: 0, denials: 0, audited: 0 },
    { at: '2026-11-20T00:00:00.000Z', pulls: 1, denials: 2, audited: 0 },
    { at: '2026-11-21T00:00:00.000Z', pulls: 1, denials: 0, audited: 1 },
  ]);
  assert.deepEqual(topRefused, [{ repository: 'docker.io/someuser/custom-image', denials: 2, people: 2, people_names: ['developer', 'editor'] }]);
});

test('the largest keys have a series each, and all others are one', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const owner = await as('owner');
  const grouped = await read(owner, 'group_by=repository&top=2&interval=week&from=2026-11-01T00:00:00Z&to=2026-11-22T00:00:00Z');
  assert.deepEqual(grouped.series.map(({ key, totals }) => [key, totals]), [
    ['docker.io/library/nginx', { pulls: 2, denials: 0, audited: 0 }],
    ['docker.io/someuser/custom-image', { pulls: 0, denials: 2, audited: 0 }],
  ]);
  assert.ok(grouped.others !== null);
  assert.deepEqual(grouped.others.totals, { pulls: 0, denials: 0, audited: 1 });
  assert.deepEqual(grouped.others.points.map(({ at, audited }) => [at, audited]), [
    ['2026-10-26T00:00:00.000Z', 0], ['2026-11-02T00:00:00.000Z', 0], ['2026-11-09T00:00:00.000Z', 0], ['2026-11-16T00:00:00.000Z', 1],
  ]);
  assert.equal((await read(owner, 'group_by=person')).others, null);
});

for (const [group, keys] of [
  ['effect', ['deny', 'permit']],
  ['category', ['community', 'official']],
  ['person', ['developer', 'editor']],
  ['rule', ['category']],
  ['reason', ['image access denied: community images not allowed']],
  ['client', ['docker', 'podman']],
] as const) {
  test(`grouped by ${group}`, async (t) => {
    const { as, store } = await openInstallation(t);
    await store.insertRecords(records);
    assert.deepEqual((await read(await as('owner'), `group_by=${group}&interval=hour`)).series.map(({ key }) => key), keys);
  });
}

test('a member sees their own alone', async (t) => {
  const { as, store } = await openInstallation(t);
  await store.insertRecords(records);
  const own = await read(await as('editor'), 'group_by=person');
  assert.deepEqual([own.totals, own.series.map(({ key }) => key)], [{ pulls: 1, denials: 1, audited: 0 }, ['editor']]);
  assert.deepEqual(own.top_refused, [{ repository: 'docker.io/someuser/custom-image', denials: 1, people: 1, people_names: ['editor'] }]);
});

test('where nothing was recorded every interval is there, empty', async (t) => {
  const { as } = await openInstallation(t);
  const { series, totals } = await read(await as('owner'), 'interval=hour&from=2026-11-01T00:10:00Z&to=2026-11-01T02:00:00%2B01:00');
  assert.deepEqual(totals, { pulls: 0, denials: 0, audited: 0 });
  assert.deepEqual(series[0]?.points.map(({ at, pulls }) => [at, pulls]), [['2026-11-01T00:00:00.000Z', 0]]);
});

for (const [query, field] of [
  ['from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'from'],
  ['from=2026-11-01T00:00:00Z&to=2026-11-01T00:00:00Z', 'from'],
  ['from=2030-11-01T00:00:00Z', 'from'],
  ['interval=hour&from=2020-01-01T00:00:00Z', 'interval'],
  ['interval=minute', 'interval'],
  ['group_by=color', 'group_by'],
  ['top=51', 'top'],
  ['to=tomorrow', 'to'],
] as const) {
  test(`refused: ${query}`, async (t) => {
    const { as } = await openInstallation(t);
    const { status, json } = await (await as('owner'))('GET', `${path}?${query}`);
    assert.equal(status, 400);
    assert.deepEqual(Object.keys(json.fields), [field]);
  });
}
