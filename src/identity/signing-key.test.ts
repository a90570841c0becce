// Keys are made for one purpose each, and a key of the other purpose is not taken.
import assert from 'node:assert/strict';
import test from 'node:test';
import { generateSigningKey, importSigningKey } from './signing-key.ts';

for (const [purpose, shape] of [
  ['gateway', { kty: 'OKP', crv: 'Ed25519' }],
  ['admin', { kty: 'RSA', e: 'AQAB' }],
] as const) {
  test(`a ${purpose} key is a private ${shape.kty} JWK that survives storing`, async () => {
    const key = await generateSigningKey(purpose);
    assert.deepEqual(Object.fromEntries(Object.keys(shape).map((member) => [member, key.privateJwk[member]])), shape);
    assert.equal(typeof key.privateJwk['d'], 'string');
    const stored = JSON.parse(JSON.stringify(key)) as typeof key;
    const { privateKey, publicKey } = await importSigningKey(stored, purpose);
    assert.equal(privateKey.type, 'private');
    assert.equal(publicKey.type, 'public');
    assert.notEqual((await generateSigningKey(purpose)).id, key.id);
    await assert.rejects(importSigningKey(key, purpose === 'gateway' ? 'admin' : 'gateway'));
  });
}
