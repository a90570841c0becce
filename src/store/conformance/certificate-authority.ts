// What every AuthorityStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { StoredAuthority } from '../../authority/authority.port.ts';
import type { Adapter } from './store-under-test.ts';
import { anAct } from './store-under-test.ts';

function authority(id: string, former: StoredAuthority['former'] = []): StoredAuthority {
  return { id, certificatePem: `certificate ${id}`, permittedHosts: ['docker.io', 'ghcr.io'], privateKeyPem: `private key of ${id}`, former };
}

const make = (id: string) => () => Promise.resolve(authority(id));

export function testAuthorityStore({ name, open }: Adapter): void {
  test(`${name}: a certificate authority is made once`, async (t) => {
    const store = await open(t);
    assert.equal(await store.findAuthority(), undefined);
    assert.deepEqual(await store.findOrCreateAuthority(make('first'), () => anAct()), authority('first'));
    assert.deepEqual(await store.findOrCreateAuthority(() => Promise.reject(new Error('made twice')), () => anAct()), authority('first'));
    assert.deepEqual(await store.findAuthority(), authority('first'));
  });

  test(`${name}: of calls that race for a certificate authority all get the same`, async (t) => {
    const store = await open(t);
    const made = await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.findOrCreateAuthority(make(id), () => anAct())));
    assert.equal(new Set(made.map(({ id }) => id)).size, 1);
    assert.deepEqual(await store.findAuthority(), made[0]);
  });

  test(`${name}: a certificate authority that could not be made is made by the next call`, async (t) => {
    const store = await open(t);
    await assert.rejects(store.findOrCreateAuthority(() => Promise.reject(new Error('no entropy')), () => anAct()), /no entropy/);
    assert.equal((await store.findOrCreateAuthority(make('first'), () => anAct())).id, 'first');
  });

  test(`${name}: a certificate authority is replaced by who knows the one there is, and by one of those who race`, async (t) => {
    const store = await open(t);
    assert.equal(await store.replaceAuthority('first', authority('second'), anAct()), false);
    assert.equal(await store.findAuthority(), undefined);
    await store.findOrCreateAuthority(make('first'), () => anAct());
    const former = [{ certificatePem: 'certificate first', permittedHosts: ['docker.io'], successorPem: 'second, signed by first' }];
    const raced = await Promise.all(['second', 'third'].map((id) => store.replaceAuthority('first', authority(id, former), anAct())));
    assert.deepEqual(raced.toSorted(), [false, true]);
    const winner = raced[0] === true ? 'second' : 'third';
    assert.deepEqual(await store.findAuthority(), authority(winner, former));
    assert.deepEqual(await store.findOrCreateAuthority(make('fourth'), () => anAct()), authority(winner, former));
    assert.equal(await store.replaceAuthority('first', authority('fourth'), anAct()), false);
  });
}
