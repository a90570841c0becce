// What every OrganizationTokenStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct, atMs, newInstallation, organizationToken } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

export function testOrganizationTokenStore({ name, open }: Adapter): void {
  test(`${name}: an organization token reads back as it was made, in its own organization only`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganizationToken(organizationToken(), 'hash-1', anAct());
    assert.deepEqual(await store.findOrganizationToken('acme', 'oat-1'), organizationToken());
    assert.equal(await store.findOrganizationToken('other', 'oat-1'), undefined);
    assert.equal(await store.revokeOrganizationToken('other', 'oat-1', atMs, anAct()), false);
  });

  test(`${name}: organization tokens are listed newest first, in pages`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    for (const number of [1, 2, 3]) await store.createOrganizationToken(organizationToken({ id: `oat-${number}`, createdAtMs: atMs + number }), `hash-${number}`, anAct());
    const page = await store.listOrganizationTokens('acme', { limit: 2, offset: 0 });
    assert.deepEqual([page.total, page.tokens.map(({ id }) => id)], [3, ['oat-3', 'oat-2']]);
  });

  test(`${name}: a change of an organization token touches what it names and nothing else`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganizationToken(organizationToken(), 'hash-1', anAct());
    const change = { description: '', isActive: false, resources: [{ type: 'TYPE_ORG', path: 'acme', scopes: [] }] } as const;
    assert.deepEqual(await store.updateOrganizationToken('acme', 'oat-1', change, anAct()), organizationToken(change));
    assert.deepEqual(await store.updateOrganizationToken('acme', 'oat-1', { label: 'cd' }, anAct()), organizationToken({ ...change, label: 'cd' }));
    assert.equal(await store.updateOrganizationToken('acme', 'oat-2', { label: 'cd' }, anAct()), undefined);
  });

  test(`${name}: a revoked organization token is in no list, and revoked once`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganizationToken(organizationToken(), 'hash-1', anAct());
    assert.equal(await store.revokeOrganizationToken('acme', 'oat-1', atMs + 5, anAct()), true);
    assert.equal(await store.revokeOrganizationToken('acme', 'oat-1', atMs + 6, anAct()), false);
    assert.equal(await store.findOrganizationToken('acme', 'oat-1'), undefined);
    assert.deepEqual(await store.listOrganizationTokens('acme', { limit: 9, offset: 0 }), { total: 0, tokens: [] });
  });
}
