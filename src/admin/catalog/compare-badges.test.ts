// What answers change, and when they may not.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { CatalogEntry, ListedCatalog } from '../../core/policy/facts.ts';
import type { StoredFinding } from './catalog.port.ts';
import { compareBadges } from './compare-badges.ts';
import type { ToCompare } from './compare-badges.ts';

const listed = (namespaces: readonly string[]): ListedCatalog => {
  const entries = new Map<string, CatalogEntry>(namespaces.map((namespace) => [namespace, { category: 'verified-publisher', source: { kind: 'catalog', namespace, evidence: 'a list', asOf: '2023' } }]));
  return { entry: (namespace) => entries.get(namespace), namespaces };
};
const badge = (name: string) => ({ kind: 'organization', badge: name }) as const;
const none = { kind: 'none' } as const;
const found = (namespace: string, category: StoredFinding['category']): StoredFinding => ({ namespace, badge: '', category, firstSeenAtMs: 1, seenAtMs: 1, confirmedAtMs: 1 });

function compare(answers: Readonly<Record<string, ReturnType<typeof badge> | typeof none>>, options: Partial<ToCompare> = {}) {
  return compareBadges({ answers: new Map(Object.entries(answers)), base: listed(['kept', 'lost', 'moved']), known: new Map(), apply: 'apply', atMs: 9, ...options });
}

test('badges that are kept, lost, gained and moved', () => {
  const { findings, drift, isHeld } = compare({ kept: badge('verified_publisher'), lost: badge(''), moved: badge('open_source'), gained: badge('verified_publisher'), plain: badge(''), person: none, odd: badge('dhi') });
  assert.equal(isHeld, false);
  assert.deepEqual(drift.map(({ namespace, before, after, isApplied }) => [namespace, before, after, isApplied]), [
    ['lost', 'verified-publisher', 'community', true],
    ['moved', 'verified-publisher', 'sponsored-open-source', true],
    ['gained', 'community', 'verified-publisher', true],
  ]);
  assert.deepEqual(Object.fromEntries(findings.map(({ namespace, badge: said, category, confirmedAtMs }) => [namespace, [said, category, confirmedAtMs]])), {
    kept: ['verified_publisher', 'verified-publisher', 9],
    lost: ['', 'community', 9],
    moved: ['open_source', 'sponsored-open-source', 9],
    gained: ['verified_publisher', 'verified-publisher', 9],
    plain: ['', null, null],
    person: ['none', null, null],
    odd: ['dhi', null, null],
  });
});

test('what was gained and is lost again is nothing in force, and a date is confirmed without drift', () => {
  const { findings, drift } = compare({ gained: badge(''), kept: badge('verified_publisher') }, { known: new Map([['gained', found('gained', 'verified-publisher')], ['kept', found('kept', 'verified-publisher')]]) });
  assert.deepEqual(drift.map(({ namespace, after }) => [namespace, after]), [['gained', 'community']]);
  assert.deepEqual(findings.map(({ category, firstSeenAtMs, confirmedAtMs }) => [category, firstSeenAtMs, confirmedAtMs]), [[null, 1, null], ['verified-publisher', 1, 9]]);
});

test('what is only to be told changes nothing in force', () => {
  const { findings, drift } = compare({ lost: none, gained: badge('open_source') }, { apply: 'report', known: new Map([['lost', found('lost', 'verified-publisher')]]) });
  assert.deepEqual(drift.map(({ isApplied }) => isApplied), [false, false]);
  assert.deepEqual(findings.map(({ category, confirmedAtMs, seenAtMs }) => [category, confirmedAtMs, seenAtMs]), [['verified-publisher', 1, 9], [null, null, 9]]);
});

const names = Array.from({ length: 40 }, (_, n) => `publisher${n}`);
for (const { what, answers } of [
  { what: 'takes every badge away', answers: Object.fromEntries(names.map((name) => [name, none])) },
  { what: 'gives everybody a badge', answers: Object.fromEntries(names.map((name) => [`new${name}`, badge('verified_publisher')])) },
]) {
  test(`an address that ${what} changes nothing until an owner accepts it`, () => {
    const held = compare(answers, { base: listed(names) });
    assert.equal(held.isHeld, true);
    assert.ok(held.drift.length === names.length && held.drift.every(({ isApplied }) => !isApplied));
    assert.ok(held.findings.every(({ category }) => category === null));
    const accepted = compare(answers, { base: listed(names), apply: 'accept' });
    assert.ok(!accepted.isHeld && accepted.drift.every(({ isApplied }) => isApplied));
  });
}

test('a tenth may change at once, and five in any case', () => {
  const answers = (changed: number, all: number) => Object.fromEntries(Array.from({ length: all }, (_, n) => [`p${n}`, n < changed ? badge('') : badge('verified_publisher')]));
  const base = listed(Array.from({ length: 100 }, (_, n) => `p${n}`));
  for (const [changed, all, isHeld] of [[5, 6, false], [6, 6, true], [10, 100, false], [11, 100, true]] as const) assert.equal(compare(answers(changed, all), { base }).isHeld, isHeld, `${changed} of ${all}`);
});
