import assert from 'node:assert/strict';
import test from 'node:test';
import { hubNamespaceOf, isBelowAny } from './namespace.ts';

test('a Docker Hub namespace is what stands before the first slash', () => {
  assert.deepEqual(['library/nginx', 'a/b/c', 'nginx', ''].map(hubNamespaceOf), ['library', 'a', undefined, undefined]);
});

test('a repository is below a namespace only at a slash', () => {
  const namespaces = new Set(['acme', 'team/sub']);
  for (const repository of ['acme/app', 'acme/a/b', 'team/sub/app', 'team/sub/a/b']) assert.equal(isBelowAny(namespaces, repository), true, repository);
  for (const repository of ['acme', 'acmeevil/app', 'evil/acme/app', 'team/app', 'team/sub', 'team/submarine/app', '']) assert.equal(isBelowAny(namespaces, repository), false, repository);
});
