// Which query parameters reach upstream, and which are refused.
import assert from 'node:assert/strict';
import test from 'node:test';
import { RegistryError } from '../../core/distribution/error.ts';
import { parseQuery } from './query.ts';

test('known parameters are read, others ignored', () => {
  assert.deepEqual(parseQuery(''), {});
  assert.deepEqual(parseQuery('x=1&account=me'), {});
  assert.deepEqual(parseQuery('ns=docker.io&n=10&last=1.0'), { ns: 'docker.io', n: 10, last: '1.0' });
  assert.deepEqual(parseQuery('artifactType=application%2Fspdx%2Bjson'), { artifactType: 'application/spdx+json' });
  assert.deepEqual(parseQuery('n=0&last='), { n: 0 });
});

test('a page is never larger than a thousand tags', () => {
  assert.deepEqual(parseQuery('n=999999999'), { n: 1000 });
});

for (const text of ['n=-1', 'n=ten', 'n=1.5', 'n=9999999999', 'n=1&n=2', 'ns=a&ns=b', 'last=..%2F..', 'last=a%00b', `last=${'a'.repeat(129)}`, 'artifactType=..', 'artifactType=a%0D%0Ab', 'artifactType=']) {
  test(`${text.slice(0, 30)} is refused with 400`, () => {
    assert.throws(() => parseQuery(text), (error) => error instanceof RegistryError && error.status === 400);
  });
}
