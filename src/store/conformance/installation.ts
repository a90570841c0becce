// What every InstallationStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultSettings } from '../../core/policy/settings.ts';
import { anAct, atMs, newInstallation } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

export function testInstallationStore({ name, open }: Adapter): void {
  test(`${name}: an installation begins with revision 1, made by its owner`, async (t) => {
    const store = await open(t);
    assert.deepEqual(await store.organizationNames(), []);
    assert.equal(await store.createInstallation(newInstallation(), [anAct()]), true);
    assert.deepEqual(await store.organizationNames(), ['acme']);
    assert.deepEqual(await store.currentSettings('acme'), { organization: 'acme', revision: 1, settings: defaultSettings, atMs, by: 'olivia', summary: 'first settings' });
    assert.equal((await store.findTokenByHash('hash-first'))?.id, 'pat-first');
  });

  test(`${name}: of installations that race exactly one is made`, async (t) => {
    const store = await open(t);
    const other = newInstallation();
    const results = await Promise.all([store.createInstallation(newInstallation(), [anAct()]), store.createInstallation({ ...other, organization: { ...other.organization, name: 'other' } }, [anAct()])]);
    assert.deepEqual(results.toSorted(), [false, true]);
    assert.equal((await store.organizationNames()).length, 1);
  });

  test(`${name}: an installation that fails half-way leaves nothing behind`, async (t) => {
    const store = await open(t);
    const version = await store.version();
    const { token, ...rest } = newInstallation();
    await assert.rejects(store.createInstallation({ ...rest, token: { ...token, token: { ...token.token, userId: 'nobody' } } }, [anAct()]));
    await assert.rejects(store.createInstallation({ ...rest, token, members: [...rest.members, ...rest.members] }, [anAct()]), /the name olivia is twice/);
    assert.deepEqual(await store.organizationNames(), []);
    assert.equal(await store.findAccountByName('olivia'), undefined);
    assert.equal(await store.version(), version);
  });
}
