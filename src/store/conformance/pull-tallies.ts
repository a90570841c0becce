// What every PullTallyStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { PullTally } from '../../admin/pull-tallies.port.ts';
import { pullRecord, atMs } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

const everything = { sinceMs: 0, recordsMax: 100_000 };
const brief = ({ subjectName, repository, tag, requests, lastAtMs }: PullTally) => [subjectName, repository, tag, requests, lastAtMs - atMs];

export function testPullTallyStore({ name, open }: Adapter): void {
  test(`${name}: records are counted by who asked for what, an organization's own alone, however many there are`, async (t) => {
    const store = await open(t);
    await store.insertRecords(Array.from({ length: 1101 }, (_, n) => pullRecord({ id: `r${n}`, timeMs: atMs + n, repository: n % 2 === 0 ? 'a/even' : 'a/odd', subjectName: 'mia', subjectId: 'u-mia', readableBy: n === 1100 ? ['globex'] : ['acme'] })));
    const { tallies, records, isComplete } = await store.tallyPulls('acme', everything);
    assert.deepEqual(tallies.map(brief).toSorted(), [['mia', 'a/even', null, 550, 1098], ['mia', 'a/odd', null, 550, 1099]]);
    assert.deepEqual([records, isComplete], [1100, true]);
    const some = await store.tallyPulls('acme', { sinceMs: 0, recordsMax: 1050 });
    assert.deepEqual([some.records, some.isComplete, some.oldestMs - atMs], [1050, false, 50]);
    assert.deepEqual((await store.tallyPulls('acme', { sinceMs: atMs + 1091, recordsMax: 100 })).records, 9);
    assert.deepEqual((await store.tallyPulls('nowhere', everything)).tallies, []);
  });

  test(`${name}: by tag, with what the tag was the last time; one person's; one namespace's; only what was given out`, async (t) => {
    const store = await open(t);
    const given = { subjectName: 'mia', subjectId: 'u-mia', readableBy: ['acme'], repository: 'ns/app', tag: 'v1', outcome: 200, endpoint: 'manifest', action: 'pull' } as const;
    await store.insertRecords([
      pullRecord({ ...given, id: 'r1', timeMs: atMs + 1, digest: 'sha256:old' }),
      pullRecord({ ...given, id: 'r2', timeMs: atMs + 2, digest: 'sha256:new' }),
      pullRecord({ ...given, id: 'r3', timeMs: atMs + 3, subjectName: 'ola', subjectId: 'u-ola', repository: 'ns/other' }),
      pullRecord({ ...given, id: 'r4', timeMs: atMs + 4, outcome: 403, effect: 'deny' }),
      pullRecord({ ...given, id: 'r5', timeMs: atMs + 5, repository: 'nsx/app' }),
      pullRecord({ ...given, id: 'r6', timeMs: atMs + 6, registry: 'ghcr.io' }),
      pullRecord({ ...given, id: 'r7', timeMs: atMs + 7, action: 'push' }),
    ]);
    const hub = { namespace: 'ns' };
    const all = await store.tallyPulls('acme', { ...everything, hub, isGivenOut: true, byTag: true });
    assert.deepEqual(all.tallies.map(brief).toSorted(), [['mia', 'ns/app', 'v1', 2, 2], ['ola', 'ns/other', 'v1', 1, 3]]);
    assert.equal(all.tallies.find(({ subjectName }) => subjectName === 'mia')?.digest, 'sha256:new');
    assert.deepEqual((await store.tallyPulls('acme', { ...everything, hub, subjectName: 'Ola' })).tallies.map(brief), [['ola', 'ns/other', null, 1, 3]]);
    assert.deepEqual((await store.tallyPulls('acme', { ...everything, hub: { ...hub, repository: 'other' } })).tallies.map(brief), [['ola', 'ns/other', null, 1, 3]]);
  });
}
