// What every TeamStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { NewTeam } from '../../admin/teams/teams.port.ts';
import { anAct, atMs, newInstallation, newMember, newOrganization } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

const bounds = { limit: 10, offset: 0 };

function newTeam(overrides: Partial<NewTeam> = {}): NewTeam {
  return { id: 7, uuid: 'team-7', organization: 'acme', name: 'Backend', description: 'the server', atMs, ...overrides };
}

/** acme and globex, both olivia's, with moby in acme alone; acme has the team Backend with moby in it. */
async function withTeam(store: StoreUnderTest): Promise<void> {
  await store.createInstallation(newInstallation(), [anAct()]);
  await store.createOrganization(newOrganization(), anAct());
  await store.createTeam(newTeam(), anAct());
  assert.equal(await store.addToTeam({ organization: 'acme', team: 'backend', userId: 'u-moby', atMs }, anAct()), 'added');
}

export function testTeamStore({ name, open }: Adapter): void {
  test(`${name}: a team has its own number, and is found by its name in any case, in its own organization alone`, async (t) => {
    const store = await open(t);
    await withTeam(store);
    const team = { id: 7, uuid: 'team-7', organization: 'acme', name: 'Backend', description: 'the server', memberCount: 1, createdAtMs: atMs };
    assert.deepEqual(await store.findTeam('acme', 'BACKEND'), team);
    assert.equal(await store.findTeam('globex', 'backend'), undefined);
    assert.deepEqual(await store.createTeam(newTeam({ id: 8, uuid: 'team-8', name: 'BackEnd' }), anAct()), { result: 'name-taken' });
    const elsewhere = await store.createTeam(newTeam({ id: 9, uuid: 'team-9', organization: 'globex', description: '' }), anAct());
    assert.deepEqual(elsewhere, { result: 'created', team: { ...team, id: 9, uuid: 'team-9', organization: 'globex', description: '', memberCount: 0 } });
    await assert.rejects(store.createTeam(newTeam({ id: 10, uuid: 'team-10', organization: 'nowhere' }), anAct()));
  });

  test(`${name}: teams are listed by name in pages, by what is searched for, and by who is in them`, async (t) => {
    const store = await open(t);
    await withTeam(store);
    for (const [id, teamName, description] of [[1, 'zeta', 'a_b'], [2, 'Alpha', 'axb'], [3, 'beta', '100%']] as const) {
      await store.createTeam(newTeam({ id, uuid: `t-${id}`, name: teamName, description }), anAct());
    }
    const names = async (list: Partial<Parameters<StoreUnderTest['listTeams']>[1]>): Promise<readonly [number, ...string[]]> => {
      const { total, teams } = await store.listTeams('acme', { ...bounds, ...list });
      return [total, ...teams.map((team) => team.name)];
    };
    assert.deepEqual(await names({ limit: 2, offset: 1 }), [4, 'Backend', 'beta']);
    assert.deepEqual(await names({ search: 'A_B' }), [1, 'zeta'], 'the characters of patterns stand for themselves');
    assert.deepEqual(await names({ search: '0%' }), [1, 'beta']);
    assert.deepEqual(await names({ search: 'BACK' }), [1, 'Backend']);
    assert.deepEqual(await names({ username: 'MOBY' }), [1, 'Backend']);
    assert.deepEqual(await names({ username: 'olivia' }), [0]);
  });

  test(`${name}: a team is renamed to what no other team of the organization is called`, async (t) => {
    const store = await open(t);
    await withTeam(store);
    await store.createTeam(newTeam({ id: 8, uuid: 'team-8', name: 'frontend' }), anAct());
    assert.equal(await store.changeTeam({ organization: 'acme', name: 'backend', newName: 'FrontEnd' }, anAct()), 'name-taken');
    assert.equal(await store.changeTeam({ organization: 'acme', name: 'nobody', newName: 'x-team' }, anAct()), 'missing');
    assert.equal(await store.changeTeam({ organization: 'globex', name: 'backend', newName: 'x-team' }, anAct()), 'missing');
    assert.equal(await store.changeTeam({ organization: 'acme', name: 'backend', newName: 'BACKEND' }, anAct()), 'changed', 'its own name in another case');
    assert.equal((await store.findTeam('acme', 'backend'))?.description, 'the server');
    assert.equal(await store.changeTeam({ organization: 'acme', name: 'backend', description: '' }, anAct()), 'changed');
    const { name: newName, description, id, memberCount } = (await store.findTeam('acme', 'backend')) ?? assert.fail();
    assert.deepEqual({ newName, description, id, memberCount }, { newName: 'BACKEND', description: '', id: 7, memberCount: 1 });
  });

  test(`${name}: only members of the organization are in its teams, each once`, async (t) => {
    const store = await open(t);
    await withTeam(store);
    const added = { organization: 'acme', team: 'Backend', userId: 'u-moby', atMs };
    assert.equal(await store.addToTeam(added, anAct()), 'already-in');
    assert.equal(await store.addToTeam({ ...added, userId: 'nobody' }, anAct()), 'not-a-member');
    assert.equal(await store.addToTeam({ ...added, team: 'nobody' }, anAct()), 'missing');
    await store.createTeam(newTeam({ id: 9, uuid: 'team-9', organization: 'globex' }), anAct());
    assert.equal(await store.addToTeam({ ...added, organization: 'globex' }, anAct()), 'not-a-member');
    assert.deepEqual(await store.teamsOf('acme', 'u-moby'), ['Backend']);
    assert.deepEqual(await store.teamsOf('globex', 'u-moby'), []);
    assert.equal(await store.removeFromTeam({ organization: 'acme', team: 'backend', userId: 'u-moby' }, anAct()), 'removed');
    assert.equal(await store.removeFromTeam({ organization: 'acme', team: 'backend', userId: 'u-moby' }, anAct()), 'missing');
  });

  test(`${name}: who is in a team is listed by name in pages, and addresses are searched only where that is asked for`, async (t) => {
    const store = await open(t);
    await withTeam(store);
    await store.createMember(newMember({ id: 'u-nina', name: 'Nina', fullName: 'N. Nguyen', email: 'secret@acme.example', role: 'editor' }), anAct());
    await store.addToTeam({ organization: 'acme', team: 'Backend', userId: 'u-nina', atMs }, anAct());
    const names = async (list: object): Promise<readonly string[]> => (await store.listTeamMembers('acme', 'BACKEND', { ...bounds, ...list })).members.map((member) => member.name);
    assert.deepEqual(await names({}), ['moby', 'Nina']);
    assert.deepEqual(await names({ offset: 1 }), ['Nina']);
    assert.deepEqual(await names({ search: 'nguyen' }), ['Nina']);
    assert.deepEqual(await names({ search: 'secret' }), []);
    assert.deepEqual(await names({ search: 'secret', searchEmail: true }), ['Nina']);
    assert.deepEqual(await store.listTeamMembers('globex', 'Backend', bounds), { total: 0, members: [] });
  });

  test(`${name}: being in a team ends with the membership, and with the team`, async (t) => {
    const store = await open(t);
    await withTeam(store);
    assert.equal(await store.removeMember({ organization: 'acme', userId: 'u-moby' }, anAct()), 'removed');
    assert.equal((await store.findTeam('acme', 'backend'))?.memberCount, 0);
    await store.addMembership({ organization: 'acme', userId: 'u-moby', role: 'member', atMs }, anAct());
    assert.deepEqual(await store.teamsOf('acme', 'u-moby'), [], 'who comes back is in no team');
    await store.addToTeam({ organization: 'acme', team: 'backend', userId: 'u-moby', atMs }, anAct());
    assert.equal(await store.removeTeam({ organization: 'acme', name: 'backEND' }, anAct()), 'removed');
    assert.equal(await store.removeTeam({ organization: 'acme', name: 'backend' }, anAct()), 'missing');
    assert.deepEqual(await store.teamsOf('acme', 'u-moby'), []);
    assert.notEqual(await store.findMember('acme', 'moby'), undefined);
  });
}
