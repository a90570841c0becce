// What every ScimStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { MakeScimAct, NewScimGroup, NewScimUser, ScimProfile } from '../../admin/scim/scim.port.ts';
import type { Act } from '../../audit/activity.port.ts';
import { anAct, atMs, newInstallation, newOrganization } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

function profile(overrides: Partial<ScimProfile> = {}): ScimProfile {
  return { userName: 'ann@acme.example', externalId: 'ext-1', displayName: null, formattedName: null, givenName: 'Ann', familyName: null, emails: [{ value: 'ann@acme.example', primary: true }], ...overrides };
}

function newUser(overrides: Partial<NewScimUser> = {}): NewScimUser {
  return { organization: 'acme', profile: profile(), isActive: true, id: 'u-ann', accountName: (attempt) => `ann${attempt === 1 ? '' : attempt}`, passwordHash: 'h', email: 'ann@acme.example', fullName: 'Ann', atMs, ...overrides };
}

function newGroup(overrides: Partial<NewScimGroup> = {}): NewScimGroup {
  return { organization: 'acme', displayName: 'Team 1', externalId: null, members: [], team: { id: 7, uuid: 't-7' }, teamName: (attempt) => `Team-1${attempt === 1 ? '' : `-${attempt}`}`, atMs, ...overrides };
}

/** Keeps what was done. */
function recorder(): { readonly acts: Act[]; readonly act: MakeScimAct } {
  const acts: Act[] = [];
  const act: MakeScimAct = (done) => {
    const made = anAct(done);
    acts.push(made);
    return made;
  };
  return { acts, act };
}

/** acme and globex, both olivia's, with moby in acme alone. */
async function withOrganizations(store: StoreUnderTest): Promise<void> {
  await store.createInstallation(newInstallation(), [anAct()]);
  await store.createOrganization(newOrganization(), anAct());
}

const target = (id: string) => ({ organization: 'acme', id, atMs: atMs + 1 });
const nothing = (): void => undefined;

export function testScimStore(adapter: Adapter): void {
  testTokens(adapter);
  testPeople(adapter);
  testGroups(adapter);
}

function testTokens({ name, open }: Adapter): void {
  test(`${name}: an organization has two SCIM tokens at most, found by their hashes until they are revoked`, async (t) => {
    const store = await open(t);
    await withOrganizations(store);
    const token = (id: string) => ({ id, organization: 'acme', createdBy: 'olivia', createdAtMs: atMs, lastUsedAtMs: null });
    assert.equal(await store.createScimToken(token('t-1'), 'hash-1', anAct()), 'created');
    assert.equal(await store.createScimToken(token('t-2'), 'hash-2', anAct()), 'created');
    assert.equal(await store.createScimToken(token('t-3'), 'hash-3', anAct()), 'too-many');
    assert.deepEqual(await store.findScimTokenByHash('hash-1'), token('t-1'));
    assert.equal(await store.findScimTokenByHash('hash-3'), undefined);
    await store.touchScimToken('t-1', atMs + 5);
    assert.deepEqual((await store.listScimTokens('acme')).map(({ id, lastUsedAtMs }) => [id, lastUsedAtMs]), [['t-1', atMs + 5], ['t-2', null]]);
    assert.equal(await store.revokeScimToken({ organization: 'globex', id: 't-1' }, anAct()), false);
    assert.equal(await store.revokeScimToken({ organization: 'acme', id: 't-1' }, anAct()), true);
    assert.equal(await store.findScimTokenByHash('hash-1'), undefined);
    assert.deepEqual(await store.listScimTokens('globex'), []);
  });
}

function testPeople({ name, open }: Adapter): void {
  test(`${name}: SCIM makes an account under the first free name, and attaches a member of that name or address`, async (t) => {
    const store = await open(t);
    await withOrganizations(store);
    const { acts, act } = recorder();
    const made = await store.createScimUser(newUser({ accountName: (attempt) => (attempt === 1 ? 'MOBY' : 'ann') }), act);
    assert.ok(made.result === 'created');
    assert.deepEqual(made.user, { id: 'u-ann', profile: profile(), accountName: 'ann', isActive: true, role: 'member', groups: [], createdAtMs: atMs, modifiedAtMs: atMs });
    assert.deepEqual(await store.findScimUser('acme', 'u-ann'), made.user);
    assert.equal(await store.findScimUser('globex', 'u-ann'), undefined);
    assert.deepEqual(await store.createScimUser(newUser({ id: 'u-2', profile: profile({ userName: 'ANN@acme.example' }) }), act), { result: 'taken' });
    const attached = await store.createScimUser(newUser({ id: 'u-3', profile: profile({ userName: 'Moby' }) }), act);
    assert.ok(attached.result === 'created' && attached.user.id === 'u-moby');
    const owner = await store.createScimUser(newUser({ id: 'u-4', profile: profile({ userName: 'OLIVIA@acme.example' }) }), act);
    assert.ok(owner.result === 'created' && owner.user.id === 'u-owner');
    assert.deepEqual(acts.map((each) => each.action), ['org.member.add', 'org.member.update', 'org.member.update']);
    assert.deepEqual((await store.listScimUsers('acme', { userName: 'MOBY' })).map(({ id }) => id), ['u-moby']);
    assert.equal((await store.listScimUsers('acme', {})).length, 3);
  });

  test(`${name}: what SCIM deactivates is no member, has no session, and comes back as it was`, async (t) => {
    const store = await open(t);
    await withOrganizations(store);
    const { acts, act } = recorder();
    await store.createScimUser(newUser(), act);
    await store.createScimGroup(newGroup({ members: ['u-ann'] }), act);
    await store.setRole({ organization: 'acme', userId: 'u-ann', role: 'editor' }, anAct());
    const version = await store.version();
    const off = await store.changeScimUser(target('u-ann'), (current) => ({ profile: current.profile, isActive: false, email: null, fullName: '' }), act);
    assert.ok(off.result === 'changed' && !off.user.isActive && off.user.role === 'editor');
    assert.deepEqual(off.user.groups, [{ id: 't-7', display: 'Team 1' }]);
    assert.deepEqual([await store.membershipsOf('u-ann'), (await store.findAccountById('u-ann'))?.isActive], [[], false]);
    // Whoever deactivated the person still has a say in the account, so that nobody else takes it over meanwhile.
    assert.deepEqual(await store.organizationsOfAccount('u-ann'), ['acme']);
    assert.ok((await store.version()) > version, 'the gateway is told');
    const on = await store.changeScimUser(target('u-ann'), (current) => ({ profile: current.profile, isActive: true, email: null, fullName: '' }), act);
    assert.ok(on.result === 'changed' && on.user.isActive && on.user.modifiedAtMs === atMs + 1);
    assert.deepEqual([await store.membershipsOf('u-ann'), await store.teamsOf('acme', 'u-ann')], [[{ organization: 'acme', role: 'editor' }], ['Team-1']]);
    assert.deepEqual(acts.map((each) => each.action).slice(-2), ['org.member.deactivate', 'org.member.activate']);
    const before = acts.length;
    await store.changeScimUser(target('u-ann'), (current) => ({ profile: current.profile, isActive: true, email: null, fullName: '' }), act);
    assert.equal(acts.length, before, 'what changes nothing is not recorded');
  });

  test(`${name}: SCIM leaves the last owner, and undoes what a refused change began`, async (t) => {
    const store = await open(t);
    await withOrganizations(store);
    const { acts, act } = recorder();
    assert.equal((await store.changeScimUser(target('u-owner'), (current) => ({ profile: current.profile, isActive: false, email: null, fullName: '' }), act)).result, 'last-owner');
    assert.equal(await store.removeScimUser(target('u-owner'), nothing, act), 'last-owner');
    const refuse = (): never => {
      throw new Error('not so');
    };
    await assert.rejects(store.changeScimUser(target('u-moby'), refuse, act), /not so/);
    await assert.rejects(store.removeScimUser(target('u-moby'), refuse, act), /not so/);
    assert.equal(await store.removeScimUser(target('nobody'), nothing, act), 'missing');
    assert.deepEqual([acts, (await store.listScimUsers('acme', {})).length], [[], 2]);
    assert.equal(await store.removeScimUser(target('u-moby'), nothing, act), 'removed');
    assert.deepEqual([await store.membershipsOf('u-moby'), await store.findScimUser('acme', 'u-moby')], [[], undefined]);
  });
}

function testGroups({ name, open }: Adapter): void {
  test(`${name}: a SCIM group is a team, with its own display name, whoever is known as members, and nobody else`, async (t) => {
    const store = await open(t);
    await withOrganizations(store);
    const { acts, act } = recorder();
    const made = await store.createScimGroup(newGroup({ members: ['u-moby'] }), act);
    assert.ok(made.result === 'created');
    assert.deepEqual(made.group, { id: 't-7', displayName: 'Team 1', externalId: null, teamName: 'Team-1', members: [{ id: 'u-moby', display: 'moby' }], createdAtMs: atMs, modifiedAtMs: atMs });
    assert.deepEqual(await store.createScimGroup(newGroup({ team: { id: 8, uuid: 't-8' }, displayName: 'TEAM 1' }), act), { result: 'taken' });
    assert.deepEqual(await store.createScimGroup(newGroup({ team: { id: 8, uuid: 't-8' }, displayName: 'Other', members: ['u-moby', 'x'] }), act), { result: 'unknown-members', ids: ['x'] });
    const other = await store.createScimGroup(newGroup({ team: { id: 8, uuid: 't-8' }, displayName: 'Team/1' }), act);
    assert.ok(other.result === 'created' && other.group.teamName === 'Team-1-2');
    assert.deepEqual((await store.listScimGroups('acme', { displayName: 'team 1' })).map(({ id }) => id), ['t-7']);
    const changed = await store.changeScimGroup(target('t-7'), (current) => ({ ...current, displayName: 'Two', members: ['u-owner'], teamName: () => 'Two' }), act);
    assert.ok(changed.result === 'changed');
    assert.deepEqual([changed.group.teamName, changed.group.members], ['Two', [{ id: 'u-owner', display: 'olivia' }]]);
    assert.equal((await store.changeScimGroup(target('t-7'), (current) => ({ ...current, members: [], displayName: 'Team/1', teamName: () => 'x' }), act)).result, 'taken');
    assert.equal((await store.changeScimGroup({ ...target('t-7'), organization: 'globex' }, (current) => ({ ...current, members: [], teamName: () => 'x' }), act)).result, 'missing');
    assert.equal(await store.removeScimGroup(target('t-7'), nothing, act), 'removed');
    assert.equal(await store.removeScimGroup(target('t-7'), nothing, act), 'missing');
    assert.equal(await store.findTeam('acme', 'Two'), undefined);
    assert.deepEqual(acts.map(({ action }) => action), ['org.team.create', 'org.team.member.add', 'org.team.create', 'org.team.update', 'org.team.member.remove', 'org.team.member.add', 'org.team.delete']);
  });
}
