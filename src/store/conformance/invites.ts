// What every InviteStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Invite, NewInvite } from '../../admin/invites/invites.port.ts';
import { anAct, atMs, newInstallation, newOrganization } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

const openMax = 10;
const expiresAtMs = atMs + 1000;
const nina = { name: 'nina', email: 'nina@acme.example', fullName: 'Nina', passwordHash: '$argon2id$v=19$x' };

function newInvite(overrides: Partial<NewInvite> = {}): NewInvite {
  return {
    id: 'i-1', organization: 'acme', invitee: 'Nina@acme.example', role: 'editor', team: null, inviter: 'olivia',
    secret: 'secret-1', secretHash: 'hash-1', expiresAtMs, isMailed: false, atMs, ...overrides,
  };
}

const stored: Invite = {
  id: 'i-1', organization: 'acme', invitee: 'Nina@acme.example', role: 'editor', team: null, inviter: 'olivia',
  createdAtMs: atMs, expiresAtMs, mail: 'none', mailProblem: '',
};

async function withInvites(store: StoreUnderTest, ...invites: readonly NewInvite[]): Promise<readonly Invite[]> {
  await store.createInstallation(newInstallation(), [anAct()]);
  await store.createOrganization(newOrganization(), anAct());
  await store.createTeam({ id: 7, uuid: 'team-7', organization: 'acme', name: 'Backend', description: '', atMs }, anAct());
  return save(store, ...invites);
}

async function save(store: StoreUnderTest, ...invites: readonly NewInvite[]): Promise<readonly Invite[]> {
  const saved = await store.saveInvites(invites.map((invite) => ({ invite, act: anAct() })), { openMax });
  assert.equal(saved.result, 'saved');
  return saved.invites;
}

export function testInviteStore({ name, open }: Adapter): void {
  test(`${name}: an invitation is found by its id and by its secret, and listed in its own organization alone`, async (t) => {
    const store = await open(t);
    assert.deepEqual(await withInvites(store, newInvite(), newInvite({ id: 'i-2', invitee: 'moby', secretHash: 'hash-2', organization: 'globex', atMs: atMs + 1 })), [
      stored,
      { ...stored, id: 'i-2', invitee: 'moby', organization: 'globex', createdAtMs: atMs + 1 },
    ]);
    assert.deepEqual(await store.findInvite('i-1'), stored);
    assert.deepEqual(await store.findInviteBySecret('hash-1'), stored);
    assert.equal(await store.findInviteBySecret('hash-3'), undefined);
    assert.deepEqual(await store.listInvites('acme'), [stored]);
    assert.deepEqual(await store.listInvites('nowhere'), []);
  });

  test(`${name}: an invitation that is for an owner, or would be, is spared where that is asked, in the very write`, async (t) => {
    const store = await open(t);
    const [before] = await withInvites(store, newInvite({ role: 'owner' }));
    const sparing = { openMax, sparesOwners: true };
    const again = (...invites: readonly NewInvite[]) => store.saveInvites(invites.map((invite) => ({ invite, act: anAct() })), sparing);
    const other = newInvite({ id: 'i-2', invitee: 'moby', secretHash: 'hash-2', role: 'member' });
    assert.deepEqual(await again(other, newInvite({ id: 'i-3', invitee: 'nina@ACME.example', secretHash: 'hash-3', role: 'member' })), { result: 'owner', invitee: 'Nina@acme.example' });
    assert.deepEqual(await again({ ...other, role: 'owner' }), { result: 'owner', invitee: 'moby' });
    assert.equal(await store.renewInvite({ id: 'i-1', secret: 's', secretHash: 'hash-4', expiresAtMs, isMailed: false, atMs, sparesOwners: true }, anAct()), 'owner');
    assert.equal(await store.removeInvite({ id: 'i-1', sparesOwners: true }, anAct()), 'owner');
    assert.equal(await store.removeInvite({ id: 'nobody', sparesOwners: true }, anAct()), 'missing');
    assert.deepEqual(await store.listInvites('acme'), [before]);
    assert.deepEqual(await store.findInviteBySecret('hash-1'), before);
    assert.equal((await again(other)).result, 'saved');
    assert.equal(await store.removeInvite({ id: 'i-2', sparesOwners: true }, anAct()), 'removed');
    assert.equal(await store.removeInvite({ id: 'i-1' }, anAct()), 'removed');
  });

  test(`${name}: whoever is invited again keeps the invitation, with everything else anew, and the earlier secret is dead`, async (t) => {
    const store = await open(t);
    await withInvites(store, newInvite());
    const again = newInvite({ id: 'i-9', invitee: 'nina@ACME.example', role: 'member', team: 'backend', secretHash: 'hash-9', expiresAtMs: expiresAtMs + 5, atMs: atMs + 5 });
    const expected = { ...stored, invitee: 'nina@ACME.example', role: 'member', team: 'Backend', expiresAtMs: expiresAtMs + 5 } as const;
    assert.deepEqual(await save(store, again), [expected]);
    assert.deepEqual(await store.listInvites('acme'), [expected]);
    assert.equal(await store.findInviteBySecret('hash-1'), undefined);
  });

  test(`${name}: invitations are stored all or none`, async (t) => {
    const store = await open(t);
    await withInvites(store);
    const entries = (...invites: readonly NewInvite[]) => invites.map((invite) => ({ invite, act: anAct() }));
    assert.deepEqual(await store.saveInvites(entries(newInvite(), newInvite({ id: 'i-2', invitee: 'x', secretHash: 'h-2', team: 'nobody' })), { openMax }), { result: 'no-team' });
    const many = Array.from({ length: openMax + 1 }, (_, number) => newInvite({ id: `i-${number}`, invitee: `p-${number}`, secretHash: `h-${number}` }));
    assert.deepEqual(await store.saveInvites(entries(...many), { openMax }), { result: 'too-many' });
    assert.deepEqual(await store.listInvites('acme'), []);
    await save(store, ...many.slice(1));
    assert.deepEqual(await store.saveInvites(entries(newInvite()), { openMax }), { result: 'too-many' });
    await save(store, newInvite({ id: 'i-other', invitee: 'P-1', secretHash: 'h-other' }));
  });

  test(`${name}: a renewed invitation has another secret and another end; a removed one is gone`, async (t) => {
    const store = await open(t);
    await withInvites(store, newInvite());
    const renewed = { secret: 'secret-2', secretHash: 'hash-2', expiresAtMs: expiresAtMs + 9, isMailed: false, atMs: atMs + 9 };
    assert.equal(await store.renewInvite({ id: 'i-1', ...renewed }, anAct()), 'renewed');
    assert.equal(await store.findInviteBySecret('hash-1'), undefined);
    assert.deepEqual(await store.findInviteBySecret('hash-2'), { ...stored, expiresAtMs: expiresAtMs + 9 });
    assert.equal(await store.renewInvite({ id: 'nobody', ...renewed, secretHash: 'hash-3' }, anAct()), 'missing');
    assert.equal(await store.removeInvite({ id: 'i-1' }, anAct()), 'removed');
    assert.equal(await store.removeInvite({ id: 'i-1' }, anAct()), 'missing');
    assert.deepEqual(await store.listInvites('acme'), []);
  });

  test(`${name}: whoever accepts is in the organization and the team, once`, async (t) => {
    const store = await open(t);
    await withInvites(store, newInvite({ invitee: 'olivia' }), newInvite({ id: 'i-2', invitee: 'nina', team: 'Backend', secretHash: 'hash-2' }));
    const joining = { inviteId: 'i-2', secretHash: 'hash-2', userId: 'u-nina', atMs, account: nina };
    assert.equal(await store.acceptInviteAsNew({ ...joining, account: { ...nina, name: 'MOBY' } }, [anAct()]), 'name-taken');
    assert.equal(await store.acceptInviteAsNew({ ...joining, secretHash: 'hash-1' }, [anAct()]), 'missing', 'another secret');
    assert.equal(await store.acceptInviteAsNew({ ...joining, atMs: expiresAtMs }, [anAct()]), 'missing', 'expired');
    assert.equal(await store.acceptInviteAsNew(joining, [anAct()]), 'accepted');
    assert.equal(await store.acceptInviteAsNew({ ...joining, account: { ...nina, name: 'nina2' } }, [anAct()]), 'missing', 'used');
    assert.equal((await store.findMember('acme', 'nina'))?.role, 'editor');
    assert.deepEqual(await store.teamsOf('acme', 'u-nina'), ['Backend']);
    assert.equal(await store.acceptInvite({ inviteId: 'i-1', secretHash: 'hash-1', userId: 'u-owner', atMs }, [anAct()]), 'accepted');
    assert.equal((await store.findMember('acme', 'olivia'))?.role, 'owner', 'a member keeps the role it has');
    assert.deepEqual(await store.listInvites('acme'), []);
  });

  test(`${name}: an account that is there joins, and a team that went meanwhile is left out`, async (t) => {
    const store = await open(t);
    await withInvites(store, newInvite({ organization: 'globex', invitee: 'moby' }), newInvite({ id: 'i-2', invitee: 'nina', team: 'Backend', secretHash: 'hash-2' }));
    assert.equal(await store.acceptInvite({ inviteId: 'i-1', secretHash: 'hash-1', userId: 'u-moby', atMs }, [anAct()]), 'accepted');
    assert.equal((await store.findMember('globex', 'moby'))?.role, 'editor');
    await store.removeTeam({ organization: 'acme', name: 'backend' }, anAct());
    assert.equal((await store.findInvite('i-2'))?.team, null);
    assert.equal(await store.acceptInviteAsNew({ inviteId: 'i-2', secretHash: 'hash-2', userId: 'u-nina', atMs, account: nina }, [anAct()]), 'accepted');
  });

  testMails({ name, open });
}

function testMails({ name, open }: Adapter): void {
  test(`${name}: a mail waits with its secret until it is sent, and its secret goes with that`, async (t) => {
    const store = await open(t);
    await withInvites(store, newInvite({ isMailed: true }), newInvite({ id: 'i-2', invitee: 'moby', secretHash: 'hash-2' }));
    const queued = { ...stored, mail: 'queued' } as const;
    assert.deepEqual(await store.dueInviteMails(atMs - 1, 5), []);
    assert.deepEqual(await store.dueInviteMails(atMs, 5), [{ invite: queued, secret: 'secret-1', secretHash: 'hash-1', attempts: 0 }]);
    await store.settleInviteMail({ secretHash: 'hash-1' }, { mail: 'queued', problem: 'server away', dueAtMs: atMs + 60 });
    assert.deepEqual(await store.dueInviteMails(atMs + 59, 5), []);
    assert.deepEqual(await store.dueInviteMails(atMs + 60, 5), [{ invite: { ...queued, mailProblem: 'server away' }, secret: 'secret-1', secretHash: 'hash-1', attempts: 1 }]);
    await store.settleInviteMail({ secretHash: 'hash-1' }, { mail: 'sent' });
    assert.deepEqual(await store.dueInviteMails(atMs + 1000, 5), []);
    assert.deepEqual(await store.findInvite('i-1'), { ...stored, mail: 'sent' });
  });

  test(`${name}: what becomes of the mail of an earlier secret says nothing of the later one`, async (t) => {
    const store = await open(t);
    await withInvites(store, newInvite({ isMailed: true }));
    await store.renewInvite({ id: 'i-1', secret: 'secret-2', secretHash: 'hash-2', expiresAtMs, isMailed: true, atMs }, anAct());
    await store.settleInviteMail({ secretHash: 'hash-1' }, { mail: 'failed', problem: 'refused' });
    assert.deepEqual((await store.dueInviteMails(atMs, 5)).map(({ secret }) => secret), ['secret-2']);
    await store.settleInviteMail({ secretHash: 'hash-2' }, { mail: 'failed', problem: 'refused' });
    assert.deepEqual(await store.findInvite('i-1'), { ...stored, mail: 'failed', mailProblem: 'refused' });
    await store.renewInvite({ id: 'i-1', secret: 'secret-3', secretHash: 'hash-3', expiresAtMs, isMailed: true, atMs: atMs + 1 }, anAct());
    assert.deepEqual((await store.dueInviteMails(atMs + 1, 5)).map(({ secret, attempts, invite }) => [secret, attempts, invite.mailProblem]), [['secret-3', 0, '']], 'a new beginning');
  });
}
