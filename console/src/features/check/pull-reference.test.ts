// The line that pulls has the tag and the digest that were asked for, behind the repository's whole name.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pullReference } from './pull-reference.ts';

test('tag and digest are kept, the name is the whole one', () => {
  for (const [image, registry, repository, expected] of [
    ['nginx', 'docker.io', 'library/nginx', 'library/nginx'],
    ['nginx:1.27', 'docker.io', 'library/nginx', 'library/nginx:1.27'],
    ['gate.test:5000/grafana/grafana', 'docker.io', 'grafana/grafana', 'grafana/grafana'],
    ['ghcr.io/owner/image:1@sha256:00', 'ghcr.io', 'owner/image', 'ghcr.io/owner/image:1@sha256:00'],
    ['registry.test:5000/a/b@sha256:00', 'registry.test:5000', 'a/b', 'registry.test:5000/a/b@sha256:00'],
  ] as const) {
    assert.equal(pullReference({ image, registry, repository }), expected);
  }
});
