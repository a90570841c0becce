// Filling in paths.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pathOf, paths } from './paths.ts';

test('values are percent-encoded into their place', () => {
  assert.equal(pathOf(paths.revision, { org: 'acme', revision: 7 }), '/v2/orgs/acme/settings/revisions/7');
  assert.equal(pathOf(paths.upstreamCredential, { registry: 'localhost:5001/../x' }), '/v2/upstreams/localhost%3A5001%2F..%2Fx/credentials');
  assert.equal(pathOf(paths.user, {}), '/v2/user');
});
