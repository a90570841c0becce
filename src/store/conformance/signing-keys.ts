// What every SigningKeyStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Adapter } from './store-under-test.ts';

export function testSigningKeyStore({ name, open }: Adapter): void {
  const make = (id: string) => () => Promise.resolve({ id, privateJwk: { kty: 'EC', d: `private part of ${id}` } });

  test(`${name}: a signing key is made once for each purpose`, async (t) => {
    const store = await open(t);
    const gateway = await store.findOrCreateSigningKey('gateway', make('key-1'));
    assert.deepEqual(gateway, { id: 'key-1', privateJwk: { kty: 'EC', d: 'private part of key-1' } });
    assert.deepEqual(await store.findOrCreateSigningKey('gateway', () => Promise.reject(new Error('made twice'))), gateway);
    assert.equal((await store.findOrCreateSigningKey('admin', make('key-2'))).id, 'key-2');
  });

  test(`${name}: of calls that race for a signing key all get the same`, async (t) => {
    const store = await open(t);
    const keys = await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.findOrCreateSigningKey('admin', make(id))));
    assert.equal(new Set(keys.map(({ id }) => id)).size, 1);
  });

  test(`${name}: a signing key that could not be made is made by the next call`, async (t) => {
    const store = await open(t);
    await assert.rejects(store.findOrCreateSigningKey('admin', () => Promise.reject(new Error('no entropy'))), /no entropy/);
    assert.equal((await store.findOrCreateSigningKey('admin', make('key-1'))).id, 'key-1');
  });
}
