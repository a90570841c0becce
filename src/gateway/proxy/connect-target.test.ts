import assert from 'node:assert/strict';
import test from 'node:test';
import { parseConnectTarget } from './connect-target.ts';

for (const [text, host, port] of [
  ['registry-1.docker.io:443', 'registry-1.docker.io', 443],
  ['Registry-1.DOCKER.io:443', 'registry-1.docker.io', 443],
  ['docker.io.:443', 'docker.io', 443],
  ['quay.io:80', 'quay.io', 80],
  ['localhost:443', 'localhost', 443],
] as const) {
  test(`${text} is ${host}, port ${port}`, () => assert.deepEqual(parseConnectTarget(text), { kind: 'host', host, port }));
}

for (const text of ['', 'docker.io', ':443', 'docker.io:', 'docker.io:99999', 'docker.io:443/', '//docker.io:443', 'http://docker.io:443', 'user@docker.io:443', '10.0.0.1:443', '127.1:443', '2130706433:443', '0x7f000001:443', '0x7f.1:443', '[::1]:443', '::1:443', 'a..b:443', '-a.io:443', 'a b:443', 'docker.io\0:443', 'docker.io%00:443', '1.2.3.4.:443', `${'a'.repeat(300)}.io:443`]) {
  test(`${JSON.stringify(text).slice(0, 30)} is no host`, () => assert.deepEqual(parseConnectTarget(text), { kind: 'no-host' }));
}
