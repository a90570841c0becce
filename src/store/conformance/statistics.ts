// What every StatisticsStore guarantees: its counts are those of the records, to the last one.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { RangeAsked, StatisticsDimension } from '../../admin/statistics/statistics.port.ts';
import { atMs, pullRecord } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

const hourMs = 3_600_000;
const hour = Math.floor(atMs / hourMs);
const day = Math.floor(hour / 24) * 24;
const permit = { effect: 'permit', reason: null, outcome: 200, repository: 'library/nginx', category: 'official' } as const;

const records = [
  pullRecord({ id: 'a' }),
  pullRecord({ id: 'b', timeMs: atMs + hourMs, subjectName: 'olivia', readableBy: ['acme', 'other'] }),
  pullRecord({ id: 'c', ...permit }),
  pullRecord({ id: 'd', ...permit, userAgent: 'podman/5' }),
  pullRecord({ id: 'e', ...permit, endpoint: 'blob' }),
  pullRecord({ id: 'f', action: 'push' }),
  pullRecord({ id: 'g', enforced: false, timeMs: atMs + 48 * hourMs }),
  pullRecord({ id: 'h', subjectKind: 'anonymous', subjectId: null, subjectName: null, category: null, organization: null, rule: 'sign-in', reason: 'sign-in required: run docker login', repository: 'a/b', readableBy: ['acme'] }),
];
const everything: RangeAsked = { organization: 'acme', fromHour: day, toHour: day + 72, spanHours: 24 };

type Asked = Partial<RangeAsked> & { readonly dimension?: StatisticsDimension };

async function countsOf(store: StoreUnderTest, { dimension = 'effect', ...asked }: Asked): Promise<readonly string[]> {
  const counted = await store.countDecisions({ ...everything, ...asked }, dimension, 9999);
  assert.ok(counted !== 'too-many');
  assert.equal(counted.hasOthers, false);
  const ofKeys = counted.keys.flatMap(({ spans }) => spans);
  for (const name of ['pulls', 'denials', 'audited'] as const) {
    assert.equal(counted.all.reduce((sum, span) => sum + span[name], 0), ofKeys.reduce((sum, span) => sum + span[name], 0), 'all is the sum of the keys');
  }
  return counted.keys.flatMap(({ key, spans }) => spans.map(({ hour: at, pulls, denials, audited }) => `${at - day} ${key}: ${pulls} ${denials} ${audited}`)).toSorted();
}

const denialsOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + Number(line.split(' ').at(-2)), 0);

const cases: readonly (readonly [string, Asked, readonly string[]])[] = [
  ['by day', {}, ['0 deny: 0 3 0', '0 permit: 2 0 0', '48 deny: 0 0 1']],
  ['by hour', { spanHours: 1 }, ['3 deny: 0 2 0', '3 permit: 2 0 0', '4 deny: 0 1 0', '51 deny: 0 0 1']],
  ['from an hour to another', { spanHours: 1, fromHour: hour, toHour: hour + 1 }, ['3 deny: 0 2 0', '3 permit: 2 0 0']],
  ['by category', { dimension: 'category', toHour: day + 24 }, ['0 : 0 1 0', '0 community: 0 2 0', '0 official: 2 0 0']],
  ['by repository', { dimension: 'repository', toHour: day + 24 }, ['0 docker.io/a/b: 0 1 0', '0 docker.io/library/nginx: 2 0 0', '0 docker.io/someuser/custom-image: 0 2 0']],
  ['by person', { dimension: 'person', toHour: day + 24 }, ['0 : 0 1 0', '0 moby: 2 1 0', '0 olivia: 0 1 0']],
  ['by rule', { dimension: 'rule', toHour: day + 24 }, ['0 category: 2 2 0', '0 sign-in: 0 1 0']],
  ['by reason', { dimension: 'reason', toHour: day + 24 }, ['0 image access denied: community images not allowed: 0 2 0', '0 sign-in required: 0 1 0']],
  ['by client', { dimension: 'client', toHour: day + 24 }, ['0 docker: 1 3 0', '0 podman: 1 0 0']],
  ['without the reasons of another organization', { organization: 'other', dimension: 'reason' }, ['0 : 0 1 0']],
  ['of one person', { subjectName: 'MOBY' }, ['0 deny: 0 1 0', '0 permit: 2 0 0', '48 deny: 0 0 1']],
  ['of one person by hour', { subjectName: 'olivia', spanHours: 1, dimension: 'repository' }, ['4 docker.io/someuser/custom-image: 0 1 0']],
  ['of an organization that has none', { organization: 'nowhere' }, []],
];

export function testStatisticsStore({ name, open }: Adapter): void {
  test(`${name}: decisions are counted by whatever is asked`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    await store.insertRecords(records); // again: they are counted once
    for (const [what, asked, expected] of cases) {
      await t.test(`${name}: decisions are counted ${what}`, async () => {
        assert.deepEqual(await countsOf(store, asked), expected);
      });
    }
  });

  test(`${name}: the most refused repositories come first, with how many people were refused, and who`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    const asked = everything;
    assert.deepEqual(await store.mostRefused(asked, 9), [
      { repository: 'docker.io/someuser/custom-image', denials: 2, people: 2, names: ['moby', 'olivia'] },
      { repository: 'docker.io/a/b', denials: 1, people: 1, names: [] },
    ]);
    assert.deepEqual(await store.mostRefused(asked, 1), [{ repository: 'docker.io/someuser/custom-image', denials: 2, people: 2, names: ['moby', 'olivia'] }]);
    assert.deepEqual(await store.mostRefused({ ...asked, spanHours: 1, fromHour: hour + 1, toHour: hour + 2 }, 9), [{ repository: 'docker.io/someuser/custom-image', denials: 1, people: 1, names: ['olivia'] }]);
    assert.deepEqual(await store.mostRefused({ ...asked, subjectName: 'Moby' }, 9), [{ repository: 'docker.io/someuser/custom-image', denials: 1, people: 1, names: ['Moby'] }]);
  });

  test(`${name}: more counts than are read at once are all read, each once`, async (t) => {
    const store = await open(t);
    // Each person has more than a thousand, and they are of more than eight days.
    const days = 10;
    const range = { ...everything, toHour: day + days * 24 };
    await store.insertRecords(Array.from({ length: 2100 }, (_, n) => pullRecord({ id: `r${n}`, timeMs: atMs + (n % days) * 24 * hourMs, repository: `r/${n % 700}`, subjectName: n % 4 < 2 ? 'moby' : 'olivia' })));
    const all = await countsOf(store, { ...range, dimension: 'repository' });
    assert.deepEqual([new Set(all).size, denialsOf(all)], [all.length, 2100]);
    assert.equal(denialsOf(await countsOf(store, { ...range, dimension: 'repository', subjectName: 'moby' })), 1050);
    const refused = await store.mostRefused(range, 9999);
    assert.ok(refused !== 'too-many');
    assert.equal(refused.length, 700);
    assert.equal(refused.reduce((sum, { denials }) => sum + denials, 0), 2100);
  });

  test(`${name}: of many keys those that have most are told, most first`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    for (const subjectName of [undefined, 'moby']) {
      const counted = await store.countDecisions({ ...everything, ...(subjectName === undefined ? {} : { subjectName }) }, 'repository', 1);
      assert.ok(counted !== 'too-many');
      const [first] = counted.keys;
      assert.deepEqual([counted.keys.length, first?.key, counted.hasOthers], [1, subjectName === undefined ? 'docker.io/someuser/custom-image' : 'docker.io/library/nginx', true]);
    }
  });

  test(`${name}: counts go with the records, whole days and hours at a time`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    await store.removeRecordsBefore(atMs + hourMs, atMs + 99 * hourMs);
    assert.deepEqual(await countsOf(store, { spanHours: 1 }), ['4 deny: 0 1 0', '51 deny: 0 0 1']);
    assert.deepEqual(await countsOf(store, {}), ['0 deny: 0 3 0', '0 permit: 2 0 0', '48 deny: 0 0 1']);
    await store.removeRecordsBefore(atMs + 24 * hourMs, atMs + 99 * hourMs);
    assert.deepEqual(await countsOf(store, {}), ['48 deny: 0 0 1']);
    assert.deepEqual(await store.mostRefused(everything, 9), []);
  });
}
