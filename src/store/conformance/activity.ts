// What every ActivityStore and ActivityWriter guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ActivityFilter, ActivityPage } from '../../admin/activity/activity.port.ts';
import { anAct, atMs, newInstallation, newMember, newOrganization, organizationToken, personalToken } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

const newest: ActivityPage = { order: 'newest-first', limit: 1000 };

async function namesOf(store: StoreUnderTest, organization: string | null, filter: ActivityFilter = {}, page: ActivityPage = newest): Promise<readonly string[]> {
  return (await store.listActivity(organization, filter, page)).map(({ line }) => (JSON.parse(line) as { name: string }).name);
}

export function testActivityStore({ name, open }: Adapter): void {
  test(`${name}: an act reads back whole, and follows the one before it`, async (t) => {
    const store = await open(t);
    await store.recordAct(anAct({ name: 'first' }));
    await store.recordAct(anAct({ name: 'späť "\\ \n\u2028', before: { list: [1, null, true] }, after: 'x' }));
    const [second, first] = (await store.listActivity('acme', {}, newest)).map(({ line }) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(first?.['previous_hash'], '');
    assert.deepEqual(second, {
      organization: 'acme',
      sequence: 2,
      time: '2026-01-02T03:04:05.006Z',
      action: 'org.settings.update',
      name: 'späť "\\ \n\u2028',
      actor: { kind: 'user', id: 'u-owner', name: 'olivia', credential: { kind: 'password', id: null }, client_address: '127.0.0.1', user_agent: 'curl/8', request_id: 'request-1' },
      before: { list: [1, null, true] },
      after: 'x',
      previous_hash: first['hash'],
      hash: second?.['hash'],
    });
    assert.match(String(second['hash']), /^[0-9a-f]{64}$/);
  });

  test(`${name}: each organization has its own log, and the installation one`, async (t) => {
    const store = await open(t);
    for (const organization of ['acme', null, 'globex', 'acme']) await store.recordAct(anAct({ organization, name: String(organization) }));
    assert.deepEqual(await namesOf(store, 'acme'), ['acme', 'acme']);
    assert.deepEqual(await namesOf(store, null), ['null']);
    assert.deepEqual(await namesOf(store, 'nowhere'), []);
    assert.deepEqual([await store.newestActivity('acme'), await store.newestActivity(null), await store.newestActivity('nowhere')], [2, 1, 0]);
  });

  test(`${name}: pages follow each other in both orders, whatever is added meanwhile`, async (t) => {
    const store = await open(t);
    for (const number of [1, 2, 3, 4, 5]) await store.recordAct(anAct({ name: `a${number}` }));
    assert.deepEqual(await namesOf(store, 'acme', {}, { order: 'newest-first', limit: 2 }), ['a5', 'a4']);
    await store.recordAct(anAct({ name: 'a6' }));
    assert.deepEqual(await namesOf(store, 'acme', {}, { order: 'newest-first', limit: 2, after: 4 }), ['a3', 'a2']);
    assert.deepEqual(await namesOf(store, 'acme', {}, { order: 'newest-first', limit: 2, after: 2 }), ['a1']);
    assert.deepEqual(await namesOf(store, 'acme', {}, { order: 'newest-first', limit: 2, skip: 3 }), ['a3', 'a2']);
    assert.deepEqual(await namesOf(store, 'acme', {}, { order: 'oldest-first', limit: 2, after: 1, upTo: 5 }), ['a2', 'a3']);
    assert.deepEqual(await namesOf(store, 'acme', {}, { order: 'oldest-first', limit: 9, after: 3, upTo: 5 }), ['a4', 'a5']);
    assert.deepEqual(await namesOf(store, 'acme', {}, { order: 'newest-first', limit: 2, skip: 90 }), []);
  });

  test(`${name}: each filter finds what it names and nothing else, far back as well`, async (t) => {
    const store = await open(t);
    const actor = { ...anAct().actor, name: 'Moby' };
    await store.recordAct(anAct({ name: 'early', atMs: 5 }));
    await store.recordAct(anAct({ name: 'Jane', action: 'org.member.add', after: { role: 'Owner' } }));
    await store.recordAct(anAct({ name: 'moby', action: 'org.member.role.change', actor, atMs: atMs + 10 }));
    // So many that the others are far back, in one transaction.
    await store.createInstallation(newInstallation(), Array.from({ length: 1100 }, () => anAct({ name: 'noise', atMs: atMs + 5 })));
    const found: readonly (readonly [ActivityFilter, readonly string[]])[] = [
      [{ action: 'org.member' }, ['moby', 'Jane']],
      [{ action: 'org.member.add' }, ['Jane']],
      [{ action: 'org.mem' }, []],
      [{ action: '%' }, []],
      [{ actor: 'MOBY' }, ['moby']],
      [{ name: 'jANE' }, ['Jane']],
      [{ toMs: atMs }, ['early']],
      [{ fromMs: atMs + 10 }, ['moby']],
      [{ fromMs: atMs, toMs: atMs + 1 }, ['Jane']],
      [{ text: '"OWNER"' }, ['Jane']],
      [{ text: 'org.member.role' }, ['moby']],
      [{ action: 'org.member', actor: 'olivia' }, ['Jane']],
    ];
    for (const [filter, names] of found) assert.deepEqual(await namesOf(store, 'acme', filter), names, JSON.stringify(filter));
  });

  test(`${name}: what is changed is logged, and what is refused is not`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct({ name: 'installation' })]);
    const act = anAct({ name: 'logged' });
    const refused = anAct({ name: 'refused' });
    const current = await store.currentSettings('acme');
    assert.ok(current !== undefined);
    await store.createInstallation(newInstallation(), [refused]);
    await store.createMember(newMember({ id: 'u-3', name: 'nina' }), act);
    await store.createMember(newMember({ id: 'u-4', name: 'nina' }), refused);
    await store.createOrganization(newOrganization({ name: 'nina' }), refused);
    await store.addMembership({ organization: 'acme', userId: 'u-moby', role: 'owner', atMs }, refused);
    await store.appendRevision(current, [refused]);
    await store.appendRevision({ ...current, revision: 2 }, [act, act]);
    await store.createPersonalToken(personalToken(), 'hash-1', act);
    await store.updatePersonalToken('u-moby', 'pat-1', { label: 'x' }, refused);
    await store.updatePersonalToken('u-owner', 'pat-1', { label: 'x' }, act);
    await store.revokePersonalToken('u-moby', 'pat-1', atMs, refused);
    await store.revokePersonalToken('u-owner', 'pat-1', atMs, act);
    await store.createOrganizationToken(organizationToken(), 'hash-2', act);
    await store.updateOrganizationToken('globex', 'oat-1', { label: 'x' }, refused);
    await store.updateOrganizationToken('acme', 'oat-1', { label: 'x' }, act);
    await store.revokeOrganizationToken('globex', 'oat-1', atMs, refused);
    await store.revokeOrganizationToken('acme', 'oat-1', atMs, act);
    await store.setUpstreamCredential('ghcr.io', { username: 'a', password: 'b' }, act);
    await store.removeUpstreamCredential('quay.io', refused);
    await store.removeUpstreamCredential('ghcr.io', act);
    const names = await namesOf(store, 'acme');
    assert.deepEqual([names.length, new Set(names)], [12, new Set(['logged', 'installation'])]);
    assert.deepEqual(await store.verifyActivity('acme').then(({ problems, entries }) => ({ problems, entries })), { problems: [], entries: 12 });
  });

  test(`${name}: a change that fails leaves no act, and an act that cannot be stored no change`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), []);
    await assert.rejects(store.createPersonalToken(personalToken({ expiresAt: 'whenever' }), 'hash-1', anAct()));
    assert.equal(await store.newestActivity('acme'), 0);
    await assert.rejects(store.createMember(newMember({ id: 'u-3', name: 'nina' }), anAct({ atMs: Number.NaN })));
    assert.equal(await store.findAccountByName('nina'), undefined);
  });
}
