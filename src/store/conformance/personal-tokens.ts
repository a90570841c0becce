// What every PersonalTokenStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct, atMs, newInstallation, personalToken } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

export function testPersonalTokenStore({ name, open }: Adapter): void {
  test(`${name}: a personal token reads back as it was made, scopes and expiry byte for byte`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    const token = personalToken({ scopes: ['repo:public_read', 'repo:admin', 'repo:public_read'], expiresAt: '2027-01-02T05:04:05.5+02:00' });
    await store.createPersonalToken(token, 'hash-1', anAct());
    assert.deepEqual(await store.findPersonalToken('u-owner', 'pat-1'), token);
  });

  test(`${name}: personal tokens are listed newest first, in pages, with totals`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createPersonalToken(personalToken({ id: 'pat-2', createdAtMs: atMs + 1, isActive: false }), 'hash-2', anAct());
    await store.createPersonalToken(personalToken({ id: 'pat-3', createdAtMs: atMs + 2 }), 'hash-3', anAct());
    const page = await store.listPersonalTokens('u-owner', { limit: 2, offset: 1 });
    assert.deepEqual([page.total, page.activeCount, page.tokens.map(({ id }) => id)], [3, 2, ['pat-2', 'pat-first']]);
    assert.deepEqual(await store.listPersonalTokens('u-moby', { limit: 2, offset: 0 }), { total: 0, activeCount: 0, tokens: [] });
  });

  test(`${name}: another person's personal token is neither found, changed nor revoked`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.findPersonalToken('u-moby', 'pat-first'), undefined);
    assert.equal(await store.updatePersonalToken('u-moby', 'pat-first', { isActive: false }, anAct()), undefined);
    assert.equal(await store.revokePersonalToken('u-moby', 'pat-first', atMs, anAct()), false);
    assert.equal((await store.findPersonalToken('u-owner', 'pat-first'))?.isActive, true);
  });

  test(`${name}: a change touches what it names and nothing else`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    const before = await store.findPersonalToken('u-owner', 'pat-first');
    assert.deepEqual(await store.updatePersonalToken('u-owner', 'pat-first', { label: 'phone' }, anAct()), { ...before, label: 'phone' });
    assert.deepEqual(await store.updatePersonalToken('u-owner', 'pat-first', { isActive: false }, anAct()), { ...before, label: 'phone', isActive: false });
    assert.deepEqual(await store.findPersonalToken('u-owner', 'pat-first'), { ...before, label: 'phone', isActive: false });
  });

  test(`${name}: a revoked personal token is in no list, and revoked once`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.revokePersonalToken('u-owner', 'pat-first', atMs + 5, anAct()), true);
    assert.equal(await store.revokePersonalToken('u-owner', 'pat-first', atMs + 6, anAct()), false);
    assert.equal(await store.findPersonalToken('u-owner', 'pat-first'), undefined);
    assert.equal(await store.updatePersonalToken('u-owner', 'pat-first', { isActive: true }, anAct()), undefined);
    assert.equal((await store.listPersonalTokens('u-owner', { limit: 9, offset: 0 })).total, 0);
    assert.equal((await store.findTokenByHash('hash-first'))?.revokedAtMs, atMs + 5);
  });

  test(`${name}: a token whose expiry is no time is not stored`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await assert.rejects(store.createPersonalToken(personalToken({ expiresAt: 'whenever' }), 'hash-1', anAct()), /is not a time/);
    assert.equal(await store.findTokenByHash('hash-1'), undefined);
  });
}
