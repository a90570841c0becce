// What the address bar of Namespaces and catalog is read as.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseCatalogSearch } from './catalog-search.ts';

for (const [what, given, parsed] of [
  ['nothing', {}, {}],
  ['what it knows', { tab: 'overrides', namespace: ' grafana ', category: 'official', source: 'override', stale: 'true', page: '3', search: 'g' }, { tab: 'overrides', namespace: 'grafana', category: 'official', source: 'override', stale: 'true', page: '3', search: 'g' }],
  ['what it does not know', { tab: 'x', category: 'x', source: 'x', stale: 'yes', page: '0', search: ' ', other: 'x', namespace: 3 }, {}],
] as const) {
  test(`${what} is read`, () => assert.deepEqual(parseCatalogSearch(given), parsed));
}
