// What every PolicySource guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultSettings } from '../../core/policy/settings.ts';
import { anAct, atMs, newInstallation, newMember, newOrganization, organizationToken, personalToken, pullRecord } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

const decisive: Readonly<Record<string, (store: StoreUnderTest) => Promise<unknown>>> = {
  'new settings': (store) => store.appendRevision({ organization: 'acme', revision: 2, settings: defaultSettings, atMs, by: 'olivia', summary: '' }, [anAct()]),
  'a new member': (store) => store.createMember(newMember({ id: 'u-3', name: 'nina' }), anAct()),
  'a new organization': (store) => store.createOrganization(newOrganization({ name: 'initech' }), anAct()),
  'a membership of an existing account': (store) => store.addMembership({ organization: 'globex', userId: 'u-moby', role: 'member', atMs }, anAct()),
  'a new personal token': (store) => store.createPersonalToken(personalToken(), 'hash-1', anAct()),
  'a deactivated personal token': (store) => store.updatePersonalToken('u-owner', 'pat-first', { isActive: false }, anAct()),
  'a revoked personal token': (store) => store.revokePersonalToken('u-owner', 'pat-first', atMs, anAct()),
  'a new organization token': (store) => store.createOrganizationToken(organizationToken(), 'hash-1', anAct()),
  'other resources of an organization token': (store) => store.updateOrganizationToken('acme', 'oat-old', { resources: [] }, anAct()),
  'a deactivated organization token': (store) => store.updateOrganizationToken('acme', 'oat-old', { isActive: false }, anAct()),
  'a revoked organization token': (store) => store.revokeOrganizationToken('acme', 'oat-old', atMs, anAct()),
};
const indecisive: Readonly<Record<string, (store: StoreUnderTest) => Promise<unknown>>> = {
  'a renamed token': (store) => store.updatePersonalToken('u-owner', 'pat-first', { label: 'phone' }, anAct()),
  'a name that is taken': (store) => store.createMember(newMember({ id: 'u-3', name: 'moby' }), anAct()),
  'an organization whose name is taken': (store) => store.createOrganization(newOrganization({ name: 'moby' }), anAct()),
  'a membership that is there': (store) => store.addMembership({ organization: 'acme', userId: 'u-moby', role: 'owner', atMs }, anAct()),
  'a record': (store) => store.insertRecords([pullRecord()]),
  'a second installation': (store) => store.createInstallation(newInstallation(), [anAct()]),
};

export function testPolicySource({ name, open }: Adapter): void {
  const openWithTokens = async (...args: Parameters<typeof open>): Promise<StoreUnderTest> => {
    const store = await open(...args);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganizationToken(organizationToken({ id: 'oat-old' }), 'hash-old', anAct());
    return store;
  };

  test(`${name}: the policy is one view of organizations, people and usable tokens`, async (t) => {
    const store = await openWithTokens(t);
    await store.appendRevision({ organization: 'acme', revision: 2, settings: { ...defaultSettings, namespaces: ['acme-labs'] }, atMs, by: 'olivia', summary: '' }, [anAct()]);
    await store.createPersonalToken(personalToken({ id: 'pat-off', isActive: false }), 'hash-off', anAct());
    await store.createPersonalToken(personalToken({ id: 'pat-revoked' }), 'hash-revoked', anAct());
    await store.revokePersonalToken('u-owner', 'pat-revoked', atMs, anAct());
    const data = await store.load();
    assert.equal(data.version, await store.version());
    assert.deepEqual(data.organizations, [{ name: 'acme', revision: 2, settings: { ...defaultSettings, namespaces: ['acme-labs'] } }]);
    assert.deepEqual(data.users, [
      { id: 'u-moby', name: 'moby', isActive: true, credentialVersion: 1, memberships: [{ organization: 'acme', role: 'member' }] },
      { id: 'u-owner', name: 'olivia', isActive: true, credentialVersion: 1, memberships: [{ organization: 'acme', role: 'owner' }] },
    ]);
    assert.deepEqual(data.tokens, [
      { kind: 'personal', id: 'pat-first', userId: 'u-owner', scopes: ['repo:read', 'repo:public_read'], expiresAtMs: Date.UTC(2027, 0, 2, 3, 4, 5) },
      { kind: 'organization', id: 'oat-old', organization: 'acme', resources: organizationToken().resources, expiresAtMs: null },
    ]);
  });

  for (const [change, make] of Object.entries(decisive)) {
    test(`${name}: ${change} raises the version and is told to the listeners`, async (t) => {
      const store = await openWithTokens(t);
      await store.createOrganization(newOrganization(), anAct());
      const before = await store.version();
      let told = 0;
      store.onChange(() => (told += 1));
      await make(store);
      assert.ok((await store.version()) > before);
      assert.equal(told, 1);
    });
  }

  for (const [change, make] of Object.entries(indecisive)) {
    test(`${name}: ${change} is no policy change`, async (t) => {
      const store = await openWithTokens(t);
      const before = await store.version();
      store.onChange(() => assert.fail('told'));
      await make(store);
      assert.equal(await store.version(), before);
    });
  }

  test(`${name}: a listener that stopped is not called again`, async (t) => {
    const store = await openWithTokens(t);
    let told = 0;
    const stop = store.onChange(() => (told += 1));
    stop();
    await store.createMember(newMember({ id: 'u-3', name: 'nina' }), anAct());
    assert.equal(told, 0);
  });
}
