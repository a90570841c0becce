// A pull goes on with the credentials last known while the store is away, and follows a change within a second.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { rememberCredentials } from './remembered-credentials.ts';
import { anAct } from '../store/conformance/store-under-test.ts';

test('the store is asked once a second for each registry, and may be away once it has answered', async () => {
  let nowMs = 0;
  const store = openSqliteStore({ file: ':memory:', secretKey: new Uint8Array(32), now: () => nowMs });
  const remembered = rememberCredentials({ credentials: store, now: () => nowMs });
  const find = (registry: string) => remembered.findUpstreamCredential(registry);
  const [first, second] = [{ username: 'robot', password: 'one' }, { username: 'robot', password: 'two' }];
  await store.setUpstreamCredential('ghcr.io', first, anAct());
  assert.deepEqual(await find('ghcr.io'), first);
  assert.equal(await find('docker.io'), undefined);
  await store.setUpstreamCredential('ghcr.io', second, anAct());
  nowMs = 999;
  assert.deepEqual(await find('ghcr.io'), first);
  nowMs = 1000;
  assert.deepEqual(await find('ghcr.io'), second);
  await store.close();
  nowMs = 60_000;
  assert.deepEqual(await find('ghcr.io'), second);
  await assert.rejects(find('quay.io'));
});
