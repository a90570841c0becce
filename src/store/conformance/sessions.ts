// What every SessionStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { NewSession } from '../../identity/session.port.ts';
import { anAct, atMs, newInstallation } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

const act = anAct({ action: 'user.session.create', organization: null });
const living = { nowMs: atMs, idleSinceMs: 0 };
const page = { limit: 10, offset: 0 };

function newSession(overrides: Partial<NewSession> = {}): NewSession {
  return { id: 's-1', userId: 'u-owner', secretHash: 'hash-1', method: 'password', createdAtMs: atMs, lastSeenAtMs: atMs, expiresAtMs: atMs + 1000, clientAddress: '192.0.2.1', userAgent: 'Firefox', ...overrides };
}

export function testSessionStore({ name, open }: Adapter): void {
  test(`${name}: a session is found by the hash of its secret, and reads back whole`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createSession(newSession(), living, act);
    const { secretHash, ...session } = newSession();
    assert.deepEqual(await store.findSessionByHash(secretHash), session);
    assert.equal(await store.findSessionByHash('hash-2'), undefined);
  });

  test(`${name}: sessions are listed by their last use, without those that are over, which the next one removes`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    for (const [id, lastSeenAtMs, expiresAtMs] of [['s-1', 10, 1000], ['s-2', 20, 1000], ['s-3', 30, 40]] as const) {
      await store.createSession(newSession({ id, secretHash: id, lastSeenAtMs, expiresAtMs }), { nowMs: 0, idleSinceMs: 0 }, act);
    }
    await store.createSession(newSession({ id: 's-4', secretHash: 's-4', userId: 'u-moby' }), { nowMs: 0, idleSinceMs: 0 }, act);
    const ids = async (bounds: typeof living) => (await store.listSessions('u-owner', page, bounds)).sessions.map(({ id }) => id);
    assert.deepEqual(await ids({ nowMs: 39, idleSinceMs: 0 }), ['s-3', 's-2', 's-1']);
    assert.deepEqual(await ids({ nowMs: 40, idleSinceMs: 10 }), ['s-2']);
    assert.deepEqual(await store.listSessions('u-owner', { limit: 1, offset: 2 }, { nowMs: 0, idleSinceMs: 0 }).then(({ total, sessions }) => [total, sessions.map(({ id }) => id)]), [3, ['s-1']]);
    await store.createSession(newSession({ id: 's-5', secretHash: 's-5' }), { nowMs: 40, idleSinceMs: 10 }, act);
    assert.deepEqual([await store.findSessionByHash('s-1'), await store.findSessionByHash('s-3')], [undefined, undefined]);
    assert.notEqual(await store.findSessionByHash('s-2'), undefined);
  });

  test(`${name}: the last use never goes back`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.createSession(newSession(), living, act);
    for (const seenAtMs of [atMs + 5, atMs + 1]) await store.touchSession('s-1', seenAtMs);
    assert.equal((await store.findSessionByHash('hash-1'))?.lastSeenAtMs, atMs + 5);
  });

  test(`${name}: a person's sessions end one by one, or all but one, and nobody else's do`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    for (const id of ['s-1', 's-2', 's-3']) await store.createSession(newSession({ id, secretHash: id }), living, act);
    await store.createSession(newSession({ id: 's-4', secretHash: 's-4', userId: 'u-moby' }), living, act);
    assert.equal(await store.endSession({ userId: 'u-moby', id: 's-1' }, act), false);
    assert.equal(await store.endSession({ userId: 'u-owner', id: 's-1' }, act), true);
    assert.equal(await store.endSession({ userId: 'u-owner', id: 's-1' }, act), false);
    assert.equal(await store.endSessions({ userId: 'u-owner', keepId: 's-2' }, act), 1);
    assert.equal(await store.endSessions({ userId: 'u-owner', keepId: 's-2' }, act), 0);
    assert.equal(await store.endSessions({ userId: 'u-owner' }, act), 1);
    assert.notEqual(await store.findSessionByHash('s-4'), undefined);
  });

  test(`${name}: a session ends with the last organization of its person, and with the account`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    const open2 = async (id: string): Promise<void> => store.createSession(newSession({ id, secretHash: id, userId: 'u-moby' }), living, act);
    await open2('s-1');
    await store.setAccountActive({ userId: 'u-moby', isActive: false }, anAct());
    await store.setAccountActive({ userId: 'u-moby', isActive: true }, anAct());
    assert.equal(await store.findSessionByHash('s-1'), undefined);
    await open2('s-2');
    await store.removeMember({ organization: 'acme', userId: 'u-moby' }, anAct());
    assert.equal(await store.findSessionByHash('s-2'), undefined);
  });
}
