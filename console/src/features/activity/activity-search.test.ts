// What the address bar of the activity page stands for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filtersOf, parseActivitySearch } from './activity-search.ts';

test('what is no filter, empty or no day is left out', () => {
  assert.deepEqual(parseActivitySearch({ actor: '', action: 'org.member', from: '2026-13-40', to: 'yesterday', text: 7, entry: '0', page: '2' }), { action: 'org.member' });
});

test('both days belong to the span, in the zone of the reader', () => {
  const { from, to } = filtersOf({ from: '2026-02-28', to: '2026-02-28' });
  assert.deepEqual([new Date(from ?? '').toString(), new Date(to ?? '').toString()], [new Date(2026, 1, 28).toString(), new Date(2026, 2, 1).toString()]);
});

test('the opened entry is no filter', () => {
  assert.deepEqual(filtersOf(parseActivitySearch({ entry: '12', actor: 'olga', text: 'nginx' })), { actor: 'olga', text: 'nginx' });
});
