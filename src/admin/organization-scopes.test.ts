// What organization access tokens may do in the admin API.
import assert from 'node:assert/strict';
import test from 'node:test';
import { scopesOfOrganization } from './organization-scopes.ts';

test('scopes count where the resource is the organization itself, with and without their prefix, and edit includes read', () => {
  const given = (type: 'TYPE_ORG' | 'TYPE_REPO', path: string, ...scopes: string[]) => [...scopesOfOrganization({ organization: 'acme', resources: [{ type, path, scopes }] })].toSorted();
  assert.deepEqual(given('TYPE_ORG', 'acme', 'scope-member-read', 'group-edit'), ['group-edit', 'group-read', 'member-read']);
  assert.deepEqual(given('TYPE_ORG', 'Acme/*', 'SCOPE-INVITE-EDIT'), ['invite-edit', 'invite-read']);
  for (const [type, path] of [['TYPE_REPO', 'acme'], ['TYPE_REPO', 'acme/*'], ['TYPE_ORG', 'globex'], ['TYPE_ORG', 'acme/app'], ['TYPE_ORG', '*/*/public']] as const) {
    assert.deepEqual(given(type, path, 'scope-member-read'), [], `${type} ${path}`);
  }
});
