// What every OrganizationStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultSettings } from '../../core/policy/settings.ts';
import { anAct, atMs, newInstallation, newMember, newOrganization } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

export function testOrganizationStore({ name, open }: Adapter): void {
  test(`${name}: a further organization begins with revision 1 and its founder as the owner`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.createOrganization(newOrganization(), anAct()), 'created');
    assert.deepEqual(await store.organizationNames(), ['acme', 'globex']);
    assert.deepEqual([await store.organizationMadeAt('globex'), await store.organizationMadeAt('nowhere')], [atMs, undefined]);
    assert.deepEqual(await store.currentSettings('globex'), { organization: 'globex', revision: 1, settings: defaultSettings, atMs, by: 'olivia', summary: 'first settings' });
    assert.deepEqual(await store.membershipsOf('u-owner'), [{ organization: 'acme', role: 'owner' }, { organization: 'globex', role: 'owner' }]);
    assert.equal((await store.listMembers('globex', { limit: 10, offset: 0 })).total, 1);
  });

  test(`${name}: people and organizations share one space of names, without case`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    for (const taken of ['acme', 'Acme', 'olivia', 'MOBY']) assert.equal(await store.createOrganization(newOrganization({ name: taken }), anAct()), 'name-taken', taken);
    for (const taken of ['acme', 'Acme']) assert.equal(await store.createMember(newMember({ id: 'u-3', name: taken }), anAct()), 'name-taken', taken);
    assert.deepEqual(await store.organizationNames(), ['acme']);
    assert.equal(await store.findAccountById('u-3'), undefined);
  });

  test(`${name}: only who owns every organization makes a further one, so that there is always somebody who does`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createMember(newMember({ id: 'u-second', name: 'second' }), anAct());
    const made = await Promise.all([
      store.createOrganization(newOrganization({ name: 'globex' }), anAct()),
      store.createOrganization(newOrganization({ name: 'initech', founder: { id: 'u-second', name: 'second' } }), anAct()),
    ]);
    assert.deepEqual(made.toSorted(), ['created', 'not-owner-of-all']);
    assert.equal(await store.createOrganization(newOrganization({ name: 'umbrella', founder: { id: 'u-moby', name: 'moby' } }), anAct()), 'not-owner-of-all');
    assert.equal((await store.organizationNames()).length, 2);
  });

  test(`${name}: a founder without an account leaves no organization behind`, async (t) => {
    const store = await open(t);
    await assert.rejects(store.createOrganization(newOrganization({ founder: { id: 'nobody', name: 'nobody' } }), anAct()));
    assert.deepEqual(await store.organizationNames(), []);
    assert.equal(await store.currentSettings('globex'), undefined);
  });
}
