// What every SecondFactorStore guarantees, and AccountChanges beside it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct, atMs, newInstallation } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

const act = anAct({ action: 'user.totp.enable', organization: null });
const userId = 'u-owner';
const confirmed = { userId, secret: 'SECRET', step: 100, recoveryCodeHashes: ['r-1', 'r-2'], atMs, keepSessionId: 's-kept' };

async function switchOn(store: StoreUnderTest): Promise<void> {
  await store.createInstallation(newInstallation(), [anAct()]);
  await store.beginSecondFactor({ userId, secret: 'SECRET', atMs });
  assert.equal(await store.confirmSecondFactor(confirmed, act), 'confirmed');
}

async function openSessions(store: StoreUnderTest): Promise<void> {
  for (const id of ['s-kept', 's-other']) {
    await store.createSession({ id, secretHash: id, userId, method: 'password', createdAtMs: atMs, lastSeenAtMs: atMs, expiresAtMs: atMs + 1, clientAddress: '', userAgent: '' }, { nowMs: 0, idleSinceMs: 0 }, act);
  }
}

const sessionsOf = async (store: StoreUnderTest): Promise<readonly boolean[]> => Promise.all(['s-kept', 's-other'].map(async (id) => (await store.findSessionByHash(id)) !== undefined));

export function testSecondFactorStore({ name, open }: Adapter): void {
  test(`${name}: a second factor counts once it is confirmed, with the secret that was begun last`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.confirmSecondFactor(confirmed, act), 'missing');
    for (const secret of ['OTHER', 'SECRET']) assert.equal(await store.beginSecondFactor({ userId, secret, atMs }), 'begun');
    assert.deepEqual(await store.findSecondFactor(userId), { secret: 'SECRET', isConfirmed: false, recoveryCodesLeft: 0 });
    assert.equal((await store.findAccountById(userId))?.hasSecondFactor, false);
    assert.equal(await store.confirmSecondFactor({ ...confirmed, secret: 'OTHER' }, act), 'missing');
    assert.equal(await store.confirmSecondFactor(confirmed, act), 'confirmed');
    assert.deepEqual(await store.findSecondFactor(userId), { secret: 'SECRET', isConfirmed: true, recoveryCodesLeft: 2 });
    assert.equal((await store.findAccountById(userId))?.hasSecondFactor, true);
    assert.equal(await store.beginSecondFactor({ userId, secret: 'OTHER', atMs }), 'already-on');
    assert.equal(await store.confirmSecondFactor(confirmed, act), 'already-on');
    assert.equal(await store.findSecondFactor('u-moby'), undefined);
  });

  test(`${name}: no step is used twice, nor one before it`, async (t) => {
    const store = await open(t);
    await switchOn(store);
    const used: boolean[] = [];
    for (const step of [100, 99, 101, 101, 100, 103, 102]) used.push(await store.useStep({ userId, step }));
    assert.deepEqual(used, [false, false, true, false, false, true, false]);
    assert.equal(await store.useStep({ userId: 'u-moby', step: 200 }), false);
  });

  test(`${name}: a recovery code is used once, by its own person, until there are new ones`, async (t) => {
    const store = await open(t);
    await switchOn(store);
    assert.equal(await store.useRecoveryCode({ userId: 'u-moby', hash: 'r-1' }, act), false);
    assert.equal(await store.useRecoveryCode({ userId, hash: 'r-1' }, act), true);
    assert.equal(await store.useRecoveryCode({ userId, hash: 'r-1' }, act), false);
    assert.equal(await store.replaceRecoveryCodes({ userId, hashes: ['r-3'] }, act), true);
    assert.equal(await store.useRecoveryCode({ userId, hash: 'r-2' }, act), false);
    assert.equal(await store.useRecoveryCode({ userId, hash: 'r-3' }, act), true);
    assert.equal(await store.replaceRecoveryCodes({ userId: 'u-moby', hashes: ['r-4'] }, act), false);
  });

  test(`${name}: switching it on or off ends the other sessions and what was issued to the password, and tells the gateway`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await openSessions(store);
    await store.beginSecondFactor({ userId, secret: 'SECRET', atMs });
    const before = await store.version();
    await store.confirmSecondFactor(confirmed, act);
    assert.deepEqual(await sessionsOf(store), [true, false]);
    assert.equal((await store.findAccountById(userId))?.credentialVersion, 2);
    assert.ok((await store.version()) > before);
    assert.equal(await store.removeSecondFactor({ userId, keepSessionId: undefined }, act), true);
    assert.deepEqual(await sessionsOf(store), [false, false]);
    assert.equal((await store.findAccountById(userId))?.credentialVersion, 3);
    assert.equal(await store.findSecondFactor(userId), undefined);
    assert.equal(await store.removeSecondFactor({ userId, keepSessionId: undefined }, act), false);
  });

  test(`${name}: a password changes from the version that was read, ends the other sessions, and takes the second factor along where that is wanted`, async (t) => {
    const store = await open(t);
    await switchOn(store);
    await openSessions(store);
    const change = { userId, passwordHash: '$argon2id$v=19$y' };
    assert.equal(await store.changePassword({ ...change, credentialVersion: 1 }, act), 'conflict');
    assert.deepEqual(await sessionsOf(store), [true, true]);
    assert.equal(await store.changePassword({ ...change, credentialVersion: 2, keepSessionId: 's-kept' }, act), 'changed');
    assert.deepEqual(await sessionsOf(store), [true, false]);
    const { passwordHash, credentialVersion, hasSecondFactor } = (await store.findAccountById(userId)) ?? {};
    assert.deepEqual([passwordHash, credentialVersion, hasSecondFactor], ['$argon2id$v=19$y', 3, true]);
    assert.equal(await store.changePassword({ ...change, credentialVersion: 3, removesSecondFactor: true }, act), 'changed');
    assert.equal((await store.findAccountById(userId))?.hasSecondFactor, false);
  });

  test(`${name}: a profile changes field by field`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.changeProfile({ userId, fullName: 'Livia' }, act), true);
    assert.deepEqual(await store.findProfile(userId), { fullName: 'Livia', email: 'olivia@acme.example', createdAtMs: atMs });
    assert.equal(await store.changeProfile({ userId, email: null }, act), true);
    assert.equal((await store.findProfile(userId))?.email, null);
    assert.equal(await store.changeProfile({ userId: 'nobody', email: null }, act), false);
    assert.equal(await store.findProfile('nobody'), undefined);
  });
}
