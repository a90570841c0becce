// A caller's name for its request is kept only where it can do no harm in a log.
import assert from 'node:assert/strict';
import test from 'node:test';
import { requestId } from './request-id.ts';

for (const given of ['a', '3f0c7a52-1c1e-4a51-9a55-0f3a2f0c7a52', 'Root=1-67891233-abcdef012345678912345678', 'x'.repeat(128)]) {
  test(`\`${given.slice(0, 50)}\` is kept`, () => assert.equal(requestId({ headers: { 'x-request-id': given } }), given));
}

for (const given of [undefined, '', 'x'.repeat(129), 'a b', 'a\nb', 'a"b', '<script>', 'é']) {
  test(`\`${given?.slice(0, 50) ?? 'nothing'}\` is replaced by a random one`, () => {
    const headers = given === undefined ? {} : { 'x-request-id': given };
    const id = requestId({ headers });
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.notEqual(requestId({ headers }), id);
  });
}
