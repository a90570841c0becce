// Names that come in with a request.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as names from './names.ts';

const cases = [
  { schema: names.repositoryPattern, good: ['nginx', 'a/b', 'a/*', 'ghcr.io/a/*', 'docker.io/library/nginx'], bad: ['', '*', 'a/b:tag', 'a/*/b', 'A/B C', 'a/b@sha256:x', `a/${'b'.repeat(600)}`] },
  { schema: names.namespace, good: ['acme', 'ghcr.io/acme', 'ghcr.io/a/b'], bad: ['', 'a/b', 'library', 'docker.io/library', 'acme/*', 'ACME'] },
  { schema: names.dockerHubNamespace, good: ['acme', 'docker.io/acme'], bad: ['ghcr.io/acme', 'library', 'a/b', ''] },
  { schema: names.registryAddress, good: ['ghcr.io', 'https://GHCR.io/', 'localhost:5000', '[::1]:5000'], bad: ['', 'http://', 'docker.io', 'https://docker.io', 'a b', 'ghcr.io/path'] },
  { schema: names.imageReference, good: ['nginx', 'nginx:1.27', 'ghcr.io/a/b@sha256:' + 'a'.repeat(64)], bad: ['', 'Nginx', 'a'.repeat(64), 'a b', 'a:' + 't'.repeat(129)] },
];

test('a name that the policy can read is taken, any other is refused with a reason', () => {
  for (const { schema, good, bad } of cases) {
    for (const text of good) assert.ok(schema.safeParse(text).success, text);
    for (const text of bad) assert.match(schema.safeParse(text).error?.issues[0]?.message ?? '', /\w/, text);
  }
});
