// What every CatalogStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Drift, RefreshRun, StoredFinding } from '../../admin/catalog/catalog.port.ts';
import { pullRecord, anAct, atMs } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

const run: RefreshRun = { startedAtMs: atMs, finishedAtMs: atMs + 5, outcome: 'done', problem: null, asked: 2, answered: 2, drifted: 1 };
const finding = (namespace: string, overrides: Partial<StoredFinding> = {}): StoredFinding => ({ namespace, badge: 'verified_publisher', category: 'verified-publisher', firstSeenAtMs: atMs, seenAtMs: atMs, confirmedAtMs: atMs, ...overrides });
const drift = (namespace: string, overrides: Partial<Drift> = {}): Drift => ({ namespace, atMs, before: 'community', after: 'verified-publisher', isApplied: true, ...overrides });

export function testCatalogStore({ name, open }: Adapter): void {
  test(`${name}: what a refresh found reads back, and the run with it`, async (t) => {
    const store = await open(t);
    assert.deepEqual([await store.lastRefresh(), await store.catalogFindings(), await store.storedFindings()], [undefined, [], []]);
    const version = await store.catalogVersion();
    const plain = finding('plain', { badge: 'none', category: null, confirmedAtMs: null });
    await store.storeRefresh({ run, findings: [finding('acquia'), plain], drift: [drift('acquia')] }, anAct());
    assert.ok((await store.catalogVersion()) > version);
    assert.deepEqual(await store.lastRefresh(), run);
    assert.deepEqual(await store.storedFindings(), [finding('acquia'), plain]);
    assert.deepEqual(await store.catalogFindings(), [{ namespace: 'acquia', category: 'verified-publisher', asOf: '2026-01-02' }]);
    assert.deepEqual((await store.load()).catalog, await store.catalogFindings());
    assert.deepEqual([await store.listDrift(9), await store.appliedDrift()], [[drift('acquia')], [drift('acquia')]]);
  });

  test(`${name}: gateways are told of a category that changes, and of nothing else`, async (t) => {
    const store = await open(t);
    const changed = async (findings: readonly StoredFinding[]): Promise<boolean> => {
      const before = await store.version();
      await store.storeRefresh({ run, findings, drift: [] }, anAct());
      return (await store.version()) !== before;
    };
    assert.equal(await changed([finding('plain', { category: null, confirmedAtMs: null })]), false);
    assert.equal(await changed([finding('acquia')]), true);
    assert.equal(await changed([finding('acquia', { seenAtMs: atMs + 9, confirmedAtMs: atMs + 9 })]), false);
    assert.equal(await changed([finding('acquia', { category: 'community' })]), true);
    assert.equal(await changed([finding('acquia', { category: null })]), true);
    assert.equal((await store.storedFindings())[0]!.firstSeenAtMs, atMs, 'when it was first seen stays');
  });

  test(`${name}: drift that is only told is told once for as long as it is the same`, async (t) => {
    const store = await open(t);
    const told = drift('acquia', { isApplied: false });
    for (let n = 0; n < 3; n += 1) await store.storeRefresh({ run, findings: [], drift: [{ ...told, atMs: atMs + n }] }, anAct());
    assert.deepEqual(await store.listDrift(9), [told]);
    await store.storeRefresh({ run, findings: [], drift: [drift('acquia', { atMs: atMs + 7 })] }, anAct());
    await store.storeRefresh({ run, findings: [], drift: [drift('acquia', { atMs: atMs + 8, before: 'verified-publisher', after: 'community' })] }, anAct());
    assert.deepEqual((await store.listDrift(2)).map((each) => each.atMs), [atMs + 8, atMs + 7]);
    assert.deepEqual((await store.appliedDrift()).map((each) => each.atMs), [atMs + 8]);
  });

  test(`${name}: the namespaces that somebody asked for at Docker Hub, but for the organizations' own`, async (t) => {
    const store = await open(t);
    await store.insertRecords([
      pullRecord({ id: 'r1', timeMs: atMs, repository: 'older/app' }),
      pullRecord({ id: 'r2', timeMs: atMs + 2, repository: 'newer/app' }),
      pullRecord({ id: 'r3', timeMs: atMs + 3, repository: 'newer/other' }),
      pullRecord({ id: 'r4', timeMs: atMs + 4, repository: 'acme/app', category: 'organization' }),
      pullRecord({ id: 'r5', timeMs: atMs + 5, repository: 'elsewhere/app', registry: 'ghcr.io', category: null }),
    ]);
    assert.deepEqual(await store.namespacesAskedFor({ sinceMs: 0, recordsMax: 100 }), ['newer', 'older']);
    assert.deepEqual(await store.namespacesAskedFor({ sinceMs: atMs + 1, recordsMax: 100 }), ['newer']);
  });
}
