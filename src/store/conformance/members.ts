// What every MemberStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct, atMs, newInstallation, newMember, newOrganization } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

export function testMemberStore({ name, open }: Adapter): void {
  test(`${name}: members are listed by name, in pages, with their total`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.createMember(newMember({ id: 'u-3', name: 'Nina', role: 'editor' }), anAct()), 'created');
    const page = await store.listMembers('acme', { limit: 2, offset: 1 });
    assert.equal(page.total, 3);
    assert.deepEqual(page.members.map((member) => member.name), ['Nina', 'olivia']);
    assert.deepEqual(page.members[0], { id: 'u-3', name: 'Nina', email: 'olivia@acme.example', fullName: 'Olivia', role: 'editor', isActive: true, joinedAtMs: atMs });
    assert.deepEqual(await store.listMembers('nobody', { limit: 2, offset: 0 }), { total: 0, members: [] });
  });

  test(`${name}: a member is found in its own organization only`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal((await store.findMember('acme', 'MOBY'))?.id, 'u-moby');
    assert.equal(await store.findMember('other', 'moby'), undefined);
    assert.equal(await store.findMember('acme', 'nobody'), undefined);
  });

  test(`${name}: a name that is taken in any case makes neither account nor membership`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.createMember(newMember({ id: 'u-4', name: 'MoBy' }), anAct()), 'name-taken');
    assert.equal(await store.findAccountById('u-4'), undefined);
    assert.deepEqual(await store.membershipsOf('u-4'), []);
  });

  test(`${name}: a member of an organization that is not there leaves no account behind`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await assert.rejects(store.createMember(newMember({ id: 'u-5', name: 'stray', organization: 'nowhere' }), anAct()));
    assert.equal(await store.findAccountByName('stray'), undefined);
  });

  test(`${name}: an existing account joins a further organization, once, and keeps the role it has there`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganization(newOrganization(), anAct());
    assert.equal(await store.addMembership({ organization: 'globex', userId: 'u-moby', role: 'editor', atMs: atMs + 1 }, anAct()), 'added');
    assert.equal(await store.addMembership({ organization: 'globex', userId: 'u-moby', role: 'owner', atMs }, anAct()), 'already-member');
    assert.deepEqual(await store.membershipsOf('u-moby'), [{ organization: 'acme', role: 'member' }, { organization: 'globex', role: 'editor' }]);
    assert.equal((await store.findMember('globex', 'moby'))?.joinedAtMs, atMs + 1);
    assert.equal((await store.findMember('acme', 'moby'))?.role, 'member');
  });

  test(`${name}: nobody joins an organization that is not there, and no account that is not there joins one`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await assert.rejects(store.addMembership({ organization: 'nowhere', userId: 'u-moby', role: 'member', atMs }, anAct()));
    await assert.rejects(store.addMembership({ organization: 'acme', userId: 'nobody', role: 'member', atMs }, anAct()));
    assert.deepEqual(await store.membershipsOf('u-moby'), [{ organization: 'acme', role: 'member' }]);
    assert.deepEqual(await store.membershipsOf('nobody'), []);
  });

  test(`${name}: a person's organizations come with the role in each`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.deepEqual(await store.membershipsOf('u-owner'), [{ organization: 'acme', role: 'owner' }]);
    assert.deepEqual(await store.membershipsOf('u-moby'), [{ organization: 'acme', role: 'member' }]);
  });
}
