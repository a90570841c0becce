// What every MemberStore guarantees of roles, removal and accounts that are switched off.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct, atMs, newInstallation, newMember, newOrganization } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

const olivia = { organization: 'acme', userId: 'u-owner' };
const moby = { organization: 'acme', userId: 'u-moby' };

async function ofTwoOrganizations(store: StoreUnderTest): Promise<void> {
  await store.createInstallation(newInstallation(), [anAct()]);
  await store.createOrganization(newOrganization(), anAct());
}

export function testMemberChanges({ name, open }: Adapter): void {
  test(`${name}: a role changes in its own organization alone`, async (t) => {
    const store = await open(t);
    await ofTwoOrganizations(store);
    await store.addMembership({ organization: 'globex', userId: 'u-moby', role: 'member', atMs }, anAct());
    assert.equal(await store.setRole({ ...moby, role: 'editor' }, anAct()), 'changed');
    assert.deepEqual(await store.membershipsOf('u-moby'), [{ organization: 'acme', role: 'editor' }, { organization: 'globex', role: 'member' }]);
    assert.equal(await store.setRole({ organization: 'acme', userId: 'nobody', role: 'editor' }, anAct()), 'missing');
    assert.equal(await store.setRole({ organization: 'nowhere', userId: 'u-moby', role: 'editor' }, anAct()), 'missing');
  });

  test(`${name}: the last active owner is neither demoted, removed nor switched off`, async (t) => {
    const store = await open(t);
    await ofTwoOrganizations(store);
    await store.createMember(newMember({ id: 'u-idle', name: 'idle', role: 'owner' }), anAct());
    assert.equal(await store.setAccountActive({ userId: 'u-idle', isActive: false }, anAct()), 'changed', 'another owner is there');
    const refused = async (): Promise<void> => {
      assert.equal(await store.setRole({ ...olivia, role: 'editor' }, anAct()), 'last-owner');
      assert.equal(await store.removeMember(olivia, anAct()), 'last-owner');
      assert.equal(await store.setAccountActive({ userId: 'u-owner', isActive: false }, anAct()), 'last-owner');
    };
    await refused();
    assert.equal(await store.setRole({ ...olivia, role: 'owner' }, anAct()), 'changed', 'the role that is there');
    await store.setRole({ ...moby, role: 'editor' }, anAct());
    await refused();
    await store.setRole({ ...moby, role: 'owner' }, anAct());
    assert.equal(await store.setAccountActive({ userId: 'u-owner', isActive: false }, anAct()), 'last-owner', 'of globex');
    assert.equal(await store.removeMember(olivia, anAct()), 'removed');
    assert.deepEqual(await store.membershipsOf('u-owner'), [{ organization: 'globex', role: 'owner' }]);
    assert.equal(await store.removeMember({ organization: 'acme', userId: 'u-idle' }, anAct()), 'removed', 'a switched-off owner counts for nothing');
  });

  test(`${name}: a change that spares owners leaves each as they are, and nothing of it in the log`, async (t) => {
    const store = await open(t);
    await ofTwoOrganizations(store);
    await store.setRole({ ...moby, role: 'owner' }, anAct());
    const before = await store.newestActivity('acme');
    assert.equal(await store.setRole({ ...moby, role: 'editor', sparesOwners: true }, anAct()), 'owner');
    assert.equal(await store.setRole({ ...moby, role: 'owner', sparesOwners: true }, anAct()), 'owner');
    assert.equal(await store.removeMember({ ...moby, sparesOwners: true }, anAct()), 'owner');
    assert.equal(await store.newestActivity('acme'), before);
    await store.setRole({ ...moby, role: 'editor' }, anAct());
    assert.equal(await store.setRole({ ...moby, role: 'member', sparesOwners: true }, anAct()), 'changed');
    assert.equal(await store.removeMember({ ...moby, sparesOwners: true }, anAct()), 'removed');
  });

  test(`${name}: whoever is removed is out, once, and keeps the account`, async (t) => {
    const store = await open(t);
    await ofTwoOrganizations(store);
    assert.equal(await store.removeMember(moby, anAct()), 'removed');
    assert.equal(await store.removeMember(moby, anAct()), 'missing');
    assert.equal(await store.findMember('acme', 'moby'), undefined);
    assert.notEqual(await store.findAccountById('u-moby'), undefined);
  });

  test(`${name}: an account is switched off and on again`, async (t) => {
    const store = await open(t);
    await ofTwoOrganizations(store);
    for (const isActive of [false, false, true]) {
      assert.equal(await store.setAccountActive({ userId: 'u-moby', isActive }, anAct()), 'changed');
      assert.equal((await store.findAccountById('u-moby'))?.isActive, isActive);
    }
    assert.equal(await store.setAccountActive({ userId: 'nobody', isActive: true }, anAct()), 'missing');
  });

  test(`${name}: role, removal and switching off raise the policy version, and what changes nothing does not`, async (t) => {
    const store = await open(t);
    await ofTwoOrganizations(store);
    let before = await store.version();
    const isRaised = async (): Promise<boolean> => {
      const now = await store.version();
      const raised = now !== before;
      before = now;
      return raised;
    };
    await store.setRole({ ...moby, role: 'member' }, anAct());
    await store.setRole({ ...olivia, role: 'member' }, anAct());
    assert.equal(await isRaised(), false);
    await store.setRole({ ...moby, role: 'editor' }, anAct());
    assert.equal(await isRaised(), true);
    await store.setAccountActive({ userId: 'u-moby', isActive: false }, anAct());
    assert.equal(await isRaised(), true);
    await store.removeMember(moby, anAct());
    assert.equal(await isRaised(), true);
  });
}
