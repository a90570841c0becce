// What every SingleSignOnStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { SingleSignOnConnection } from '../../admin/single-sign-on/single-sign-on.port.ts';
import { anAct, atMs, newInstallation, newMember, newOrganization } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

function connection(overrides: Partial<SingleSignOnConnection> = {}): SingleSignOnConnection {
  return {
    organization: 'acme',
    issuer: 'https://login.example.com/',
    clientId: 'pullgate',
    clientSecret: 'pässwörd "\\ \n🔑',
    scopes: ['profile'],
    groupClaim: 'groups',
    groupMapping: [{ group: 'dev', role: 'editor' }, { group: 'ops', team: 'platform' }, { group: 'all', role: 'member', team: 'all' }],
    defaultRole: 'member',
    domains: ['acme.example'],
    linkByEmail: false,
    externalIdClaim: 'oid',
    isEnabled: true,
    isEnforced: false,
    passwordOwners: [],
    createdAtMs: atMs,
    changedAtMs: atMs + 1,
    revision: 1,
    ...overrides,
  };
}

const identity = { organization: 'acme', issuer: 'https://login.example.com/', subject: 'sub-1' };

export function testSingleSignOnStore({ name, open }: Adapter): void {
  test(`${name}: a connection reads back whole, is replaced revision by revision, and removed once`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.findConnection('acme'), undefined);
    assert.equal(await store.saveConnection(connection(), [anAct()]), 'saved');
    assert.deepEqual(await store.findConnection('acme'), connection());
    assert.equal(await store.saveConnection(connection(), [anAct()]), 'conflict');
    const next = connection({ clientSecret: null, externalIdClaim: null, groupMapping: [], domains: [], isEnforced: true, passwordOwners: ['olivia'], revision: 2 });
    assert.equal(await store.saveConnection({ ...next, passwordOwners: ['olivia', 'moby', 'nobody'] }, [anAct()]), 'saved');
    assert.deepEqual(await store.findConnection('acme'), next, 'only owners keep the password');
    assert.equal(await store.removeConnection('acme', anAct()), 'removed');
    assert.equal(await store.removeConnection('acme', anAct()), 'missing');
    assert.equal(await store.findConnection('acme'), undefined);
  });

  test(`${name}: a domain finds the enabled connections that list it`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.saveConnection(connection(), [anAct()]);
    assert.deepEqual(await store.organizationsOfDomain('acme.example'), ['acme']);
    assert.deepEqual(await store.organizationsOfDomain('example'), []);
    await store.saveConnection(connection({ isEnabled: false, revision: 2 }), [anAct()]);
    assert.deepEqual(await store.organizationsOfDomain('acme.example'), []);
  });

  test(`${name}: enforcement binds everybody but the owners who are excepted, and ends what passwords have opened`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createMember(newMember({ id: 'u-2', name: 'otto' }), anAct());
    const versionOf = async (id: string) => (await store.findAccountById(id))?.credentialVersion;
    const [moby, olivia] = [await versionOf('u-moby'), await versionOf('u-owner')];
    assert.deepEqual(await store.organizationsWithoutPassword('u-moby'), []);
    await store.saveConnection(connection({ isEnforced: true, passwordOwners: ['olivia'] }), [anAct()]);
    assert.deepEqual(await store.organizationsWithoutPassword('u-moby'), ['acme']);
    assert.deepEqual(await store.organizationsWithoutPassword('u-2'), ['acme']);
    assert.deepEqual(await store.organizationsWithoutPassword('u-owner'), []);
    assert.equal(await versionOf('u-moby'), (moby ?? 0) + 1);
    assert.equal(await versionOf('u-owner'), olivia);
    assert.equal(await store.setRole({ organization: 'acme', userId: 'u-owner', role: 'editor' }, anAct()), 'changed');
    assert.deepEqual(await store.organizationsWithoutPassword('u-owner'), ['acme'], 'an exception is an owner\'s');
    await store.saveConnection(connection({ isEnforced: true, isEnabled: false, revision: 2 }), [anAct()]);
    assert.deepEqual(await store.organizationsWithoutPassword('u-moby'), []);
  });

  test(`${name}: a person is linked to one account in each organization, and made with it or not at all`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganization(newOrganization(), anAct());
    assert.equal(await store.findLinkedAccount(identity), undefined);
    const nina = newMember({ id: 'u-3', name: 'nina' });
    const link = { ...identity, userId: 'u-3', atMs };
    assert.equal(await store.createLinkedMember({ ...nina, name: 'MOBY' }, link, anAct()), 'name-taken');
    assert.equal(await store.findLinkedAccount(identity), undefined);
    assert.equal(await store.createLinkedMember(nina, link, anAct()), 'created');
    assert.equal(await store.createLinkedMember({ ...nina, id: 'u-4', name: 'nina-2' }, { ...link, userId: 'u-4' }, anAct()), 'link-taken');
    assert.equal(await store.findAccountById('u-4'), undefined);
    assert.equal(await store.findLinkedAccount(identity), 'u-3');
    for (const other of [{ organization: 'globex' }, { issuer: 'https://login.example.com' }, { subject: 'SUB-1' }]) assert.equal(await store.findLinkedAccount({ ...identity, ...other }), undefined);
    assert.equal(await store.linkIdentity({ ...identity, userId: 'u-moby', atMs }, anAct()), 'taken');
    assert.equal(await store.linkIdentity({ ...identity, subject: 'sub-2', userId: 'u-moby', atMs }, anAct()), 'linked');
  });

  test(`${name}: links are listed by organization, and one that is taken away ends what was signed in with it`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganization(newOrganization(), anAct());
    await store.linkIdentity({ ...identity, userId: 'u-moby', atMs }, anAct());
    await store.linkIdentity({ ...identity, subject: 'sub-2', userId: 'u-moby', atMs }, anAct());
    const { total, identities } = await store.listIdentities('acme', { limit: 1, offset: 1 });
    assert.equal(total, 2);
    const [second] = identities;
    assert.deepEqual({ ...second, id: '' }, { id: '', userId: 'u-moby', name: 'moby', issuer: identity.issuer, subject: 'sub-2', atMs });
    assert.deepEqual(await store.listIdentities('globex', { limit: 10, offset: 0 }), { total: 0, identities: [] });
    assert.deepEqual(await store.findIdentity('acme', second?.id ?? ''), second);
    assert.equal(await store.findIdentity('globex', second?.id ?? ''), undefined);

    const before = (await store.findAccountById('u-moby'))?.credentialVersion ?? 0;
    assert.equal(await store.removeIdentity({ ...identity, organization: 'globex' }, anAct()), 'missing');
    assert.equal(await store.removeIdentity(identity, anAct()), 'removed');
    assert.equal(await store.removeIdentity(identity, anAct()), 'missing');
    assert.equal(await store.findLinkedAccount(identity), undefined);
    assert.equal((await store.findAccountById('u-moby'))?.credentialVersion, before + 1);
    assert.equal((await store.listIdentities('acme', { limit: 10, offset: 0 })).total, 1);
  });

  test(`${name}: who may be linked by an e-mail address is told with what speaks against it`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganization(newOrganization(), anAct());
    await store.createMember(newMember({ id: 'u-3', name: 'nina', email: 'Nina@acme.example', passwordHash: null, role: 'member' }), anAct());
    const ask = (email: string, organization = 'acme') => store.findLinkCandidates(organization, identity.issuer, email);
    assert.deepEqual(await ask('nina@ACME.example'), [{ userId: 'u-3', name: 'nina', passwordHash: null, isOfThisAlone: true, isLinked: false }]);
    assert.deepEqual(await ask('olivia@acme.example'), [{ userId: 'u-owner', name: 'olivia', passwordHash: '$argon2id$v=19$x', isOfThisAlone: false, isLinked: false }]);
    assert.deepEqual(await ask('nina@acme.example', 'globex'), []);
    assert.deepEqual(await ask('nobody@acme.example'), []);
    await store.linkIdentity({ ...identity, userId: 'u-3', atMs }, anAct());
    assert.deepEqual((await ask('nina@acme.example'))[0]?.isLinked, true);
  });

  test(`${name}: who may be linked by an externalId is told to the very letter, of the organization whose provider gave it`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createOrganization(newOrganization(), anAct());
    const profile = { userName: 'nina@acme.example', externalId: 'Ext-1', displayName: null, formattedName: null, givenName: null, familyName: null, emails: [] };
    const made = await store.createScimUser({ organization: 'acme', profile, isActive: true, id: 'u-3', accountName: () => 'nina', passwordHash: '$none', email: null, fullName: '', atMs }, anAct);
    assert.equal(made.result, 'created');
    const ask = (externalId: string, organization = 'acme') => store.findExternalIdCandidates(organization, identity.issuer, externalId);
    const nina = { userId: 'u-3', name: 'nina', passwordHash: '$none', isOfThisAlone: true, isLinked: false, isOfProvider: true, isMember: true };
    assert.deepEqual(await ask('Ext-1'), [nina]);
    for (const other of ['ext-1', 'Ext-1 ', '', 'Ext-%']) assert.deepEqual(await ask(other), [], other);
    assert.deepEqual(await ask('Ext-1', 'globex'), []);
    assert.equal(await store.isKeptOut('acme', 'u-3'), false);
    await store.linkIdentity({ ...identity, userId: 'u-3', atMs }, anAct());
    await store.addMembership({ organization: 'globex', userId: 'u-3', role: 'member', atMs }, anAct());
    const off = await store.changeScimUser({ organization: 'acme', id: 'u-3', atMs }, ({ profile: kept }) => ({ profile: kept, isActive: false, email: null, fullName: '' }), anAct);
    assert.equal(off.result, 'changed');
    assert.deepEqual(await ask('Ext-1'), [{ ...nina, isOfThisAlone: false, isLinked: true, isMember: false }]);
    assert.equal(await store.isKeptOut('acme', 'u-3'), true);
    for (const [organization, id] of [['globex', 'u-3'], ['acme', 'u-owner'], ['acme', 'nobody']] as const) assert.equal(await store.isKeptOut(organization, id), false, `${organization} ${id}`);
  });
}
