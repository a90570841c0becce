// What every RecordStore and PullStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { FoundPulls, PullFilter, PullPosition } from '../../admin/pulls/pulls.port.ts';
import type { PullRecord } from '../../audit/record-store.port.ts';
import { atMs, pullRecord } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

const permit: Partial<PullRecord> = { effect: 'permit', reason: null, rule: 'category', outcome: 200 };
const records: readonly PullRecord[] = [
  pullRecord({ id: 'a', timeMs: atMs }),
  pullRecord({ id: 'b', timeMs: atMs + 1, ...permit, repository: 'library/nginx', tag: '1.27', category: 'official' }),
  pullRecord({ id: 'c', timeMs: atMs + 1, subjectName: 'olivia', ...permit, action: 'push', tokenId: 't-c', requestId: 'request-c', clientAddress: '192.0.2.7', userAgent: 'podman/5.4', rule: 'owner', repository: 'library/redis', tag: null, digest: 'sha256:beef', category: 'official' }),
  pullRecord({ id: 'd', timeMs: atMs + 2, readableBy: ['other'], organization: 'other' }),
  pullRecord({ id: 'e', timeMs: atMs + 3, readableBy: ['acme', 'other'], registry: 'ghcr.io', repository: 'a_b/c%d', category: null, rule: 'registry-access', policyRevision: null, enforced: false }),
  pullRecord({ id: 'f', timeMs: atMs + 4, subjectKind: 'anonymous', subjectId: null, subjectName: null, organization: null, readableBy: [], rule: 'sign-in' }),
];

const filters: readonly (readonly [string, PullFilter, string])[] = [
  ['everything', {}, 'e c b a'],
  ['pushes', { action: 'push' }, 'c'],
  ['pulls', { action: 'pull' }, 'e b a'],
  ['denials', { effect: 'deny' }, 'e a'],
  ['permits', { effect: 'permit' }, 'c b'],
  ['since, inclusive', { sinceMs: atMs + 1 }, 'e c b'],
  ['until, exclusive', { untilMs: atMs + 3 }, 'c b a'],
  ['since and until', { sinceMs: atMs + 1, untilMs: atMs + 2 }, 'c b'],
  ['a person, in any case', { subjectName: 'MOBY' }, 'e b a'],
  ['a person and an effect', { subjectName: 'moby', effect: 'deny' }, 'e a'],
  ['an unknown person', { subjectName: 'nobody' }, ''],
  ['a whole image', { image: 'docker.io/library/nginx:1.27' }, 'b'],
  ['a part of an image', { image: 'library/' }, 'c b'],
  ['a digest', { image: 'redis@sha256:beef' }, 'c'],
  ['a percent sign as itself', { image: '%' }, 'e'],
  ['an underscore as itself', { image: 'a_b' }, 'e'],
  ['an underscore is no wildcard', { image: 'n_inx' }, ''],
  ['what was let through, and what was not denied', { isEnforced: true }, 'c b a'],
  ['audit', { isEnforced: false, effect: 'deny' }, 'e'],
  ['a token', { tokenId: 't-c' }, 'c'],
  ['a registry', { registry: 'ghcr.io' }, 'e'],
  ['a repository', { repository: 'library/nginx' }, 'b'],
  ['a part of a repository is none', { repository: 'library/ngin' }, ''],
  ['the beginning of a repository', { repository: 'library/*' }, 'c b'],
  ['any repository', { repository: '*' }, 'e c b a'],
  ['a percent sign in the beginning of a repository as itself', { repository: 'a_b/c%*' }, 'e'],
  ['a tag', { tag: '1.27' }, 'b'],
  ['a digest alone', { digest: 'sha256:beef' }, 'c'],
  ['a part of the reason', { reason: 'community images' }, 'e a'],
  ['a part of the user agent', { userAgent: 'man/5' }, 'c'],
  ['an address', { clientAddress: '192.0.2.7' }, 'c'],
  ['a request', { requestId: 'request-c' }, 'c'],
  ['SQL as text', { image: "' OR 1=1 --" }, ''],
  ['a rule', { rule: 'owner' }, 'c'],
  ['a category', { category: 'official' }, 'c b'],
  ['all at once', { effect: 'permit', sinceMs: atMs, untilMs: atMs + 9, subjectName: 'moby', image: 'nginx', rule: 'category', category: 'official' }, 'b'],
];

const idsOf = ({ records: found }: { readonly records: readonly PullRecord[] }): string => found.map(({ id }) => id).join(' ');

export function testRecordStore({ name, open }: Adapter): void {
  test(`${name}: a record reads back as it was written, by each organization it is bound to`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    assert.deepEqual((await store.listPulls('acme', {}, { limit: 1 })).records, [records[4]]);
    assert.deepEqual(await store.listPulls('other', {}, { limit: 9 }), { records: [records[4], records[3]] });
    assert.deepEqual(await store.listPulls('nowhere', {}, { limit: 9 }), { records: [] });
    assert.deepEqual(await store.findPull('acme', 'e'), records[4]);
    assert.deepEqual(await store.findPull('other', 'e'), records[4]);
    for (const [organization, id] of [['other', 'a'], ['nowhere', 'e'], ['acme', 'z']] as const) assert.equal(await store.findPull(organization, id), undefined);
  });

  test(`${name}: a record that is stored again is stored once, and stays as it was`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    await store.insertRecords([pullRecord({ id: 'a', timeMs: atMs, outcome: 500 }), pullRecord({ id: 'g', timeMs: atMs + 9 })]);
    assert.equal(idsOf(await store.listPulls('acme', {}, { limit: 9 })), 'g e c b a');
    assert.equal((await store.listPulls('acme', { untilMs: atMs + 1 }, { limit: 9 })).records[0]?.outcome, 401);
  });

  test(`${name}: records are stored all or not at all`, async (t) => {
    const store = await open(t);
    const broken = { ...pullRecord({ id: 'b' }), registry: null } as unknown as PullRecord;
    await assert.rejects(store.insertRecords([pullRecord({ id: 'a' }), broken]));
    assert.deepEqual((await store.listPulls('acme', {}, { limit: 9 })).records, []);
  });

  test(`${name}: every filter finds what it names and nothing else`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    for (const [filter, given, expected] of filters) {
      await t.test(`${name}: pulls filtered by ${filter}`, async () => {
        assert.equal(idsOf(await store.listPulls('acme', given, { limit: 9 })), expected);
      });
    }
  });

  test(`${name}: pages follow one another without gap or repetition, whatever the filter`, async (t) => {
    const store = await open(t);
    const many = Array.from({ length: 1300 }, (_, n) =>
      pullRecord({ id: `r${String(n).padStart(5, '0')}`, timeMs: atMs + Math.floor(n / 3), repository: n % 100 === 0 ? 'rare/image' : 'library/nginx', ...(n % 7 === 0 ? {} : permit) }),
    );
    await store.insertRecords(many);
    const newestFirst = many.toReversed();
    // Three have each time, so pages end among those of one. The rare are one in a hundred: a page of them is found in many steps.
    const cases: readonly (readonly [PullFilter, number, readonly PullRecord[]])[] = [
      [{}, 100, newestFirst],
      [{ effect: 'deny' }, 10, newestFirst.filter(({ effect }) => effect === 'deny')],
      [{ image: 'rare' }, 10, newestFirst.filter(({ repository }) => repository === 'rare/image')],
    ];
    for (const [filter, limit, expected] of cases) {
      const found: PullRecord[] = [];
      for (let after: PullPosition | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
        const page: FoundPulls = await store.listPulls('acme', filter, { limit, ...(after && { after }) });
        found.push(...page.records);
        after = page.next;
        if (after !== undefined) assert.equal(page.records.length, limit);
      }
      assert.equal(idsOf({ records: found }), idsOf({ records: expected }));
    }
  });

  test(`${name}: a page goes on from where the one before ended, though its last record is gone and newer ones have come`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    const { records: [, last], next } = await store.listPulls('acme', {}, { limit: 2 });
    assert.deepEqual(next, { timeMs: last!.timeMs, id: last!.id });
    await store.insertRecords([pullRecord({ id: 'new', timeMs: atMs + 99 })]);
    assert.equal(idsOf(await store.listPulls('acme', {}, { limit: 9, after: next })), 'b a');
    await store.removeRecordsBefore(atMs + 2, atMs + 100);
    assert.deepEqual(await store.listPulls('acme', {}, { limit: 9, after: next }), { records: [] });
  });

  test(`${name}: old records are removed, counted, and from every organization`, async (t) => {
    const store = await open(t);
    await store.insertRecords(records);
    await store.insertRecords(Array.from({ length: 600 }, (_, n) => pullRecord({ id: `old-${n}`, timeMs: atMs - 1, readableBy: ['acme', 'other'] })));
    assert.equal(await store.removeRecordsBefore(atMs + 1, atMs + 100), 601);
    assert.equal(await store.removeRecordsBefore(atMs + 1, atMs + 100), 0);
    assert.equal(idsOf(await store.listPulls('acme', {}, { limit: 9 })), 'e c b');
    assert.equal(idsOf(await store.listPulls('other', {}, { limit: 9 })), 'e d');
  });
}
