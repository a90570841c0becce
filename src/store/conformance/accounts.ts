// What every AccountStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct, newInstallation } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

export function testAccountStore({ name, open }: Adapter): void {
  test(`${name}: an account is found by its name in any case, and by its id`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    const olivia = { id: 'u-owner', name: 'olivia', email: 'olivia@acme.example', isActive: true, passwordHash: '$argon2id$v=19$x', credentialVersion: 1, hasSecondFactor: false };
    assert.deepEqual(await store.findAccountByName('olivia'), olivia);
    assert.deepEqual(await store.findAccountByName('OLIVIA'), olivia);
    assert.deepEqual(await store.findAccountById('u-owner'), olivia);
  });

  test(`${name}: an account without password or address has null for both`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    const moby = await store.findAccountById('u-moby');
    assert.equal(moby?.passwordHash, null);
    assert.equal(moby.email, null);
  });

  test(`${name}: an unknown account is not found, whatever its name holds`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    for (const unknown of ['nobody', '', '%', "' OR 1=1 --", 'olivia\0', 'oliviа']) {
      assert.equal(await store.findAccountByName(unknown), undefined);
      assert.equal(await store.findAccountById(unknown), undefined);
    }
  });
}
