// What every TokenStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct, atMs, newInstallation, organizationToken, personalToken } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

export function testTokenStore({ name, open }: Adapter): void {
  test(`${name}: a personal token is found by its hash, its expiry in milliseconds`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createPersonalToken(personalToken({ expiresAt: '2027-01-02T05:04:05.5+02:00' }), 'hash-1', anAct());
    assert.deepEqual(await store.findTokenByHash('hash-1'), {
      kind: 'personal',
      id: 'pat-1',
      label: 'laptop',
      isActive: true,
      expiresAtMs: Date.UTC(2027, 0, 2, 3, 4, 5, 500),
      revokedAtMs: null,
      userId: 'u-owner',
      scopes: ['repo:read', 'repo:public_read'],
    });
  });

  test(`${name}: an organization token is found by its hash`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganizationToken(organizationToken({ isActive: false }), 'hash-1', anAct());
    assert.deepEqual(await store.findTokenByHash('hash-1'), { kind: 'organization', id: 'oat-1', label: 'ci', isActive: false, expiresAtMs: null, revokedAtMs: null, organization: 'acme' });
  });

  test(`${name}: an unknown hash finds no token, and a hash belongs to one token`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.findTokenByHash('hash-2'), undefined);
    await assert.rejects(store.createPersonalToken(personalToken({ id: 'pat-2' }), 'hash-first', anAct()));
  });

  test(`${name}: the last use is readable at once, never goes back, and is no policy change`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganizationToken(organizationToken(), 'hash-1', anAct());
    const version = await store.version();
    await store.touchToken('pat-first', atMs + 9);
    await store.touchToken('pat-first', atMs + 7);
    await store.touchToken('oat-1', atMs + 3);
    assert.equal((await store.findPersonalToken('u-owner', 'pat-first'))?.lastUsedAtMs, atMs + 9);
    assert.equal((await store.findOrganizationToken('acme', 'oat-1'))?.lastUsedAtMs, atMs + 3);
    assert.equal(await store.version(), version);
  });
}
