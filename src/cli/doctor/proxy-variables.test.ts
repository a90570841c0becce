// NO_PROXY is read as the clients read it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { exceptionFor, readProxyVariables, withoutProxyVariables } from './proxy-variables.ts';

const cases: readonly (readonly [noProxy: string, host: string, exception: string | undefined])[] = [
  ['', 'registry-1.docker.io', undefined],
  ['localhost,127.0.0.1', 'registry-1.docker.io', undefined],
  ['localhost, docker.io', 'registry-1.docker.io', 'docker.io'],
  ['.docker.io', 'registry-1.docker.io', '.docker.io'],
  ['*.docker.io', 'auth.docker.io', '*.docker.io'],
  ['.ghcr.io', 'ghcr.io', undefined],
  ['ghcr.io:443', 'ghcr.io', 'ghcr.io:443'],
  ['cr.io', 'ghcr.io', undefined],
  ['GHCR.IO', 'ghcr.io', 'GHCR.IO'],
  ['*', 'ghcr.io', '*'],
];

for (const [noProxy, host, exception] of cases) {
  test(`NO_PROXY=${noProxy} ${exception === undefined ? 'leaves' : 'exempts'} ${host}`, () => assert.equal(exceptionFor(noProxy, host), exception));
}

test('upper case goes before lower case, and an empty variable is none', () => {
  assert.deepEqual(readProxyVariables({ HTTPS_PROXY: 'http://a', https_proxy: 'http://b', NO_PROXY: '', no_proxy: 'c' }), { proxy: 'http://a', noProxy: 'c' });
  assert.deepEqual(readProxyVariables({}), { proxy: undefined, noProxy: '' });
});

test('without proxy variables everything else stays', () => {
  assert.deepEqual(withoutProxyVariables({ HTTPS_PROXY: 'a', http_proxy: 'b', ALL_PROXY: 'c', no_proxy: 'd', PATH: 'e' }), { PATH: 'e' });
});
