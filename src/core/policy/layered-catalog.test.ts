// A refresh over a shipped catalog.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { CatalogEntry, ListedCatalog } from './facts.ts';
import { layerCatalog } from './layered-catalog.ts';

const shipped = new Map<string, CatalogEntry>(
  (['grafana', 'gone', 'same'] as const).map((namespace) => [namespace, { category: 'verified-publisher', source: { kind: 'catalog', namespace, evidence: 'a list', asOf: '2023' } }]),
);
const base: ListedCatalog = { entry: (namespace) => shipped.get(namespace), namespaces: [...shipped.keys()] };

test('what was found goes before what was shipped, and what was not asked stays', () => {
  const catalog = layerCatalog(base, [
    { namespace: 'gone', category: 'community', asOf: '2026-11-01' },
    { namespace: 'gained', category: 'sponsored-open-source', asOf: '2026-11-01' },
    { namespace: 'grafana', category: 'verified-publisher', asOf: '2026-11-02' },
  ]);
  const shown = Object.fromEntries(['grafana', 'gone', 'gained', 'same', 'nowhere'].map((namespace) => [namespace, [catalog.entry(namespace)?.category, catalog.entry(namespace)?.source.asOf]]));
  assert.deepEqual(shown, {
    grafana: ['verified-publisher', '2026-11-02'],
    gone: ['community', '2026-11-01'],
    gained: ['sponsored-open-source', '2026-11-01'],
    same: ['verified-publisher', '2023'],
    nowhere: [undefined, undefined],
  });
  assert.deepEqual(catalog.namespaces.toSorted(), ['gained', 'gone', 'grafana', 'same']);
});

test('a namespace without a badge that no catalog lists looks as if nobody had ever asked', () => {
  const catalog = layerCatalog(base, [{ namespace: 'secret-project', category: 'community', asOf: '2026-11-01' }]);
  assert.equal(catalog.entry('secret-project'), undefined);
  assert.ok(!catalog.namespaces.includes('secret-project'));
});
