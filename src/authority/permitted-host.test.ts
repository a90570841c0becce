// Which hosts name constraints permit.
import assert from 'node:assert/strict';
import test from 'node:test';
import { hostsNotPermitted, isPermittedHost, parseDnsName } from './permitted-host.ts';

const names: readonly (readonly [host: string, name: string | undefined])[] = [
  ['Registry-1.Docker.io', 'registry-1.docker.io'],
  ['docker.io.', 'docker.io'],
  ['registry', 'registry'],
  ['my_registry.example', 'my_registry.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['1.example', '1.example'],
  ['', undefined],
  ['.', undefined],
  ['..', undefined],
  ['a..b', undefined],
  ['.docker.io', undefined],
  ['-a.example', undefined],
  ['*.docker.io', undefined],
  ['docker.io:443', undefined],
  ['127.0.0.1', undefined],
  ['127.1', undefined],
  ['2130706433', undefined],
  ['::1', undefined],
  ['[::1]', undefined],
  ['bücher.example', undefined],
  ['docker.io\n', undefined],
  [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
  [`${'a'.repeat(64)}.example`, undefined],
  [`${'a.'.repeat(127)}b`, undefined],
  [`${'a.'.repeat(126)}b`, `${'a.'.repeat(126)}b`],
];

test('a host is a DNS name, in one spelling, or none', () => {
  assert.deepEqual(names.map(([host]) => [host, parseDnsName(host)]), names);
});

test('a permitted name permits itself and what is below it, and nothing that only ends like it', () => {
  const permitted = ['docker.io', 'ghcr.io'];
  for (const host of ['docker.io', 'AUTH.docker.io', 'a.b.ghcr.io', 'ghcr.io.']) assert.equal(isPermittedHost(host, permitted), true, host);
  for (const host of ['notdocker.io', 'io', 'docker.io.evil.example', '127.0.0.1', '']) assert.equal(isPermittedHost(host, permitted), false, host);
  assert.equal(isPermittedHost('docker.io', []), false);
});

test('hosts that are not permitted are told once each', () => {
  assert.deepEqual(hostsNotPermitted(['quay.io', 'docker.io', 'quay.io', '127.0.0.1'], ['docker.io']), ['quay.io', '127.0.0.1']);
});
