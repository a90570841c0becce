import assert from 'node:assert/strict';
import test from 'node:test';
import shippedData from './docker-hub-catalog.json' with { type: 'json' };
import { InvalidCatalog, loadCatalog, shippedCatalog } from './publishers.ts';

const row = { namespace: 'grafana', category: 'verified-publisher', confidence: 'verified', asOf: '2023-01-30', evidence: ['crawl', 'the vendor'] };
const file = (...entries: readonly object[]): object => ({ asOf: '2026-09-01', sources: { crawl: 'a crawl of 2023' }, entries });

test('a look-up gives the category, and its evidence with the sources named', () => {
  const catalog = loadCatalog(file(row, { ...row, namespace: 'openfga', category: 'sponsored-open-source', confidence: 'likely', asOf: null, evidence: ['a letter'], note: 'renamed' }));
  assert.deepEqual(catalog.entry('grafana'), {
    category: 'verified-publisher',
    source: { kind: 'catalog', namespace: 'grafana', evidence: 'verified: a crawl of 2023; the vendor', asOf: '2023-01-30' },
  });
  assert.deepEqual(catalog.entry('openfga'), {
    category: 'sponsored-open-source',
    source: { kind: 'catalog', namespace: 'openfga', evidence: 'likely: a letter (note: renamed)', asOf: null },
  });
  for (const namespace of ['nobody', 'Grafana', 'grafana/grafana', '', 'constructor', '__proto__']) assert.equal(catalog.entry(namespace), undefined, namespace);
});

const invalid: readonly { readonly json: unknown; readonly problems: readonly RegExp[] }[] = [
  { json: undefined, problems: [/^catalog: /] },
  { json: [], problems: [/^catalog: /] },
  { json: { asOf: '2026-09-01', sources: {} }, problems: [/^entries: /] },
  { json: { ...file(), asOf: 'yesterday' }, problems: [/^asOf: must be a date/] },
  { json: file(row, { ...row, category: 'sponsored-open-source' }), problems: [/^entries\[1\]\.namespace: "grafana" is listed at entries\[0\] too/] },
  { json: file({ ...row, category: 'official' }), problems: [/^entries\[0\]\.category: /] },
  { json: file({ ...row, asOf: '2023-02-30' }), problems: [/^entries\[0\]\.asOf: must be a date/] },
  { json: file({ ...row, asOf: '2023-13' }), problems: [/^entries\[0\]\.asOf: must be a date/] },
  { json: file({ ...row, asOf: '30.01.2023' }), problems: [/^entries\[0\]\.asOf: must be a date/] },
  { json: file({ ...row, namespace: 'Grafana' }), problems: [/^entries\[0\]\.namespace: must be a Docker Hub namespace/] },
  { json: file({ ...row, namespace: 'grafana/grafana' }), problems: [/^entries\[0\]\.namespace: must be a Docker Hub namespace/] },
  { json: file({ ...row, namespace: 'library' }), problems: [/^entries\[0\]\.namespace: library holds the official images/] },
  { json: file({ ...row, evidence: [] }), problems: [/^entries\[0\]\.evidence: /] },
  { json: file({ ...row, badge: 'gold' }), problems: [/^entries\[0\]: unrecognized key/] },
  // every problem at once
  { json: file(row, { ...row, category: 'gold', asOf: 'x' }), problems: [/category/, /asOf/, /listed at entries\[0\] too/] },
];

test('a catalog with problems is refused, and each problem is named', () => {
  for (const { json, problems } of invalid) {
    assert.throws(
      () => loadCatalog(json),
      (error) => {
        assert.ok(error instanceof InvalidCatalog);
        assert.equal(error.problems.length, problems.length, error.message);
        for (const [index, problem] of problems.entries()) assert.match(error.problems[index]!, problem);
        return true;
      },
    );
  }
});

test('what is told of a catalog that is all wrong is bounded', () => {
  const wrong = file(...Array.from({ length: 2000 }, () => row));
  assert.throws(() => loadCatalog(wrong), (error) => error instanceof InvalidCatalog && error.problems.length === 101 && error.problems.at(-1) === 'and 1899 more');
});

test('the shipped catalog says what it was made from', () => {
  const expected = { grafana: 'verified-publisher', docker: 'verified-publisher', ubuntu: 'verified-publisher', jenkins: 'sponsored-open-source', linuxserver: 'sponsored-open-source' };
  for (const [namespace, category] of Object.entries(expected)) {
    const found = shippedCatalog.entry(namespace);
    assert.equal(found?.category, category, namespace);
    assert.match(found.source.evidence, /^(verified|likely): ./);
  }
  for (const namespace of ['library', 'someuser', 'nginx', 'microsoft']) assert.equal(shippedCatalog.entry(namespace), undefined, namespace);
});

test('no source is listed in the shipped catalog for nothing, and no date is later than the catalog\'s', () => {
  const used = new Set(shippedData.entries.flatMap(({ evidence }) => evidence));
  for (const source of Object.keys(shippedData.sources)) assert.ok(used.has(source), source);
  for (const { namespace, asOf } of shippedData.entries) assert.ok(asOf === null || asOf <= shippedData.asOf, namespace);
});
