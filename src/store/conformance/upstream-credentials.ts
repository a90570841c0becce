// What every UpstreamCredentialStore and UpstreamCredentialWriter guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Adapter } from './store-under-test.ts';
import { anAct } from './store-under-test.ts';

export function testUpstreamCredentialStore({ name, open }: Adapter): void {
  test(`${name}: a credential reads back whole, and the list has no password`, async (t) => {
    const store = await open(t);
    const password = 'pässwörd "\\ \n🔑';
    await store.setUpstreamCredential('ghcr.io', { username: 'robot', password }, anAct());
    await store.setUpstreamCredential('docker.io', { username: 'hub', password: '' }, anAct());
    assert.deepEqual(await store.findUpstreamCredential('ghcr.io'), { username: 'robot', password });
    assert.deepEqual(await store.findUpstreamCredential('docker.io'), { username: 'hub', password: '' });
    assert.deepEqual(await store.listUpstreamCredentials(), [
      { registry: 'docker.io', username: 'hub' },
      { registry: 'ghcr.io', username: 'robot' },
    ]);
  });

  test(`${name}: a credential is replaced, and removed once`, async (t) => {
    const store = await open(t);
    await store.setUpstreamCredential('ghcr.io', { username: 'old', password: 'old' }, anAct());
    await store.setUpstreamCredential('ghcr.io', { username: 'new', password: 'new' }, anAct());
    assert.deepEqual(await store.findUpstreamCredential('ghcr.io'), { username: 'new', password: 'new' });
    assert.equal(await store.removeUpstreamCredential('ghcr.io', anAct()), true);
    assert.equal(await store.removeUpstreamCredential('ghcr.io', anAct()), false);
    assert.equal(await store.findUpstreamCredential('ghcr.io'), undefined);
  });
}
