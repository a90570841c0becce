import assert from 'node:assert/strict';
import test from 'node:test';
import { isRegistryName, isRepositoryName } from './grammar.ts';

test('a repository name is the distribution spec\'s, at most 255 characters', () => {
  const names = ['a', 'library/nginx', 'a/b/c/d', 'foo_bar/x__y/z---z', 'a'.repeat(255), '127.0.0.1'];
  for (const name of names) assert.equal(isRepositoryName(name), true, name);
  const others = ['', '/', 'a/', '/a', 'a//b', 'A', 'a:b', 'a@b', 'a..b', 'a/../b', '-a', 'a-', 'a b', 'é', 'a\n', 'a'.repeat(256)];
  for (const name of others) assert.equal(isRepositoryName(name), false, name);
});

test('a registry name is a host or address with an optional port', () => {
  const names = ['docker.io', 'localhost', 'localhost:5000', 'a-b.com', 'ab.c-om', '0101.com', 'Asdf.com', '192.168.1.1:75050', '[fd00:1:2::3]:75050', '[::1]'];
  for (const name of names) assert.equal(isRegistryName(name), true, name);
  const others = ['', 'test.com:http', 'test.com:', '-ab.com', 'ab-.com', 'ab.com-', 'a_b.com', 'a..b', 'a.com/x', 'https://a.com', '[fd00::3]75050', '[fd00::3]::1', '[fe80::1%eth0]', 'fd00::3:80', 'a.com\n'];
  for (const name of others) assert.equal(isRegistryName(name), false, name);
});
