import assert from 'node:assert/strict';
import test from 'node:test';
import type { Classification } from './category.ts';
import { classify } from './classify.ts';
import { compilePolicy } from './compile-policy.ts';
import type { Catalog, CatalogEntry } from './facts.ts';
import { defaultSettings } from './settings.ts';

const by = 'olga';
const at = '2026-01-02T03:04:05Z';
const badge = (namespace: string, category: CatalogEntry['category']): CatalogEntry => ({ category, source: { kind: 'catalog', namespace, evidence: 'a list', asOf: '2023-01-30' } });
const badges = new Map([
  ['grafana', badge('grafana', 'verified-publisher')],
  ['openfga', badge('openfga', 'sponsored-open-source')],
  ['fallen', badge('fallen', 'verified-publisher')],
  ['acme-labs', badge('acme-labs', 'verified-publisher')],
]);
const catalog: Catalog = { entry: (namespace) => badges.get(namespace) };
const policy = compilePolicy({
  organization: 'acme',
  revision: 1,
  settings: {
    ...defaultSettings,
    namespaces: ['acme-labs', 'ghcr.io/acme-mirror'],
    catalogOverrides: [
      { namespace: 'fallen', category: 'community', by, at },
      { namespace: 'risen', category: 'verified-publisher', by, at },
      { namespace: 'acme-labs', category: 'community', by, at },
    ],
  },
});

const own = (namespace: string): Classification => ({ category: 'organization', source: { kind: 'organization-namespace', namespace, organization: 'acme' } });
const unlisted: Classification = { category: 'community', source: { kind: 'unlisted' } };

const rows: Readonly<Record<string, Classification>> = {
  'acme/app': own('acme'),
  'acme-labs/app': own('acme-labs'),
  'acme-mirror/app': unlisted, // the organization's at ghcr.io alone
  'library/nginx': { category: 'official', source: { kind: 'library' } },
  'grafana/grafana': badge('grafana', 'verified-publisher'),
  'openfga/openfga': badge('openfga', 'sponsored-open-source'),
  'fallen/app': { category: 'community', source: { kind: 'override', namespace: 'fallen', by, at } },
  'risen/app': { category: 'verified-publisher', source: { kind: 'override', namespace: 'risen', by, at } },
  'someuser/custom-image': unlisted,
  'someuser/grafana': unlisted,
  grafana: unlisted, // not normalized: in no namespace
};

test('a category is the organization\'s own, library\'s, an owner\'s word, the catalog\'s, or community, in this order', () => {
  for (const [repository, classification] of Object.entries(rows)) {
    assert.deepEqual(classify({ registry: 'docker.io', repository }, policy, catalog), classification, repository);
  }
});
