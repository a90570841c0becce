// The filters in the address bar become the API's query, the chips, and the export's address.
import assert from 'node:assert/strict';
import test from 'node:test';
import { exportPath, problemsOf, queryOf } from './filter-query.ts';
import { chipsOf, resultOf } from './filter-texts.ts';
import { filtersOf, parsePullsSearch } from './pulls-search.ts';

const nowMs = Date.UTC(2026, 10, 22, 10);

test('the address bar keeps what is a filter and has a value', () => {
  assert.deepEqual(parsePullsSearch({ effect: ' deny ', username: '', search: 'x', pull: 'r1', limit: '5' }), { effect: 'deny', pull: 'r1' });
  assert.deepEqual(parsePullsSearch({ enforced: false, tag: 1.27, username: ['mina', 'olga'], rule: null }), { enforced: 'false', tag: '1.27', username: 'mina' });
  assert.deepEqual(filtersOf({ effect: 'deny', pull: 'r1' }), { effect: 'deny' });
});

test('a span of time begins so long ago, unless an exact beginning is given', () => {
  assert.deepEqual(queryOf({ last: 'hour', rule: 'category' }, nowMs), { rule: 'category', from: '2026-11-22T09:00:00.000Z' });
  assert.deepEqual(queryOf({ last: 'hour', from: 'x' }, nowMs), { from: 'x' });
  assert.deepEqual(queryOf({ last: 'year' }, nowMs), { from: 'year' });
  assert.deepEqual(problemsOf({ last: 'year' }), { last: ['must be one of hour, day, week, month'] });
  assert.deepEqual(problemsOf({ last: 'week' }), {});
});

test('what came of a request is one chip, whichever filters say it', () => {
  for (const [filters, result, values] of [
    [{ effect: 'permit' }, 'permit', ['Allowed']],
    [{ effect: 'deny' }, 'deny', ['Refused, or recorded and let through']],
    [{ effect: 'deny', enforced: 'true' }, 'refused', ['Refused']],
    [{ effect: 'deny', enforced: 'false' }, 'audited', ['Recorded, let through']],
    [{ effect: 'maybe' }, undefined, ['maybe']],
    [{ enforced: 'false' }, undefined, ['false']],
    [{ effect: 'permit', enforced: 'false' }, undefined, ['permit', 'false']],
  ] as const) {
    assert.equal(resultOf(filters), result);
    assert.deepEqual(chipsOf(filters).map(({ value }) => value), values);
  }
});

test('chips are in words, and unknown values stand as they are', () => {
  const chips = chipsOf({ category: 'community', rule: 'allowlist', last: 'week', from: 'yesterday', username: 'mina' });
  assert.deepEqual(chips.map(({ label, value }) => `${label}: ${value}`), ['Time: Last 7 days', 'From: yesterday', 'Person: mina', 'Category: Community images', 'Rule: Allowlist']);
  assert.deepEqual(chipsOf({ category: 'toString' }).map(({ value }) => value), ['toString']);
});

test('the export asks for what is filtered', () => {
  assert.equal(exportPath('acme', { effect: 'deny', image: 'a/b&c' }, 'jsonl'), '/v2/orgs/acme/pulls/export?effect=deny&image=a%2Fb%26c&format=jsonl');
});
