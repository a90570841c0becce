import assert from 'node:assert/strict';
import test from 'node:test';
import { compileTokenReach, isNamedBy, mayWriteTo } from './token-reach.ts';
import type { TokenResource } from './token-reach.ts';

const given = (path: string, scopes: readonly string[] = ['scope-image-pull'], type: TokenResource['type'] = 'TYPE_REPO') => compileTokenReach([{ type, path, scopes }]);
const app = { registry: 'docker.io', repository: 'acme/app' };

const rows: readonly { path: string; reaches: boolean; scopes?: readonly string[]; type?: TokenResource['type'] }[] = [
  { path: 'acme/app', reaches: true },
  { path: 'docker.io/acme/app', reaches: true },
  { path: 'acme/*', reaches: true },
  { path: 'acme', reaches: true },
  { path: 'acme/app', scopes: ['image-pull'], reaches: true },
  { path: 'acme/app', scopes: ['repo-pull'], reaches: true },
  { path: 'acme/app', scopes: ['scope-repository-read', 'scope-image-push'], reaches: true },
  { path: 'acme/app', scopes: ['scope-image-delete'], reaches: true },
  { path: 'acme/app', scopes: ['scope-repository-read'], reaches: false },
  { path: 'acme/app', scopes: [], reaches: false },
  { path: 'acme/app', type: 'TYPE_ORG', reaches: false },
  { path: 'acme/other', reaches: false },
  { path: 'ghcr.io/acme/app', reaches: false },
  { path: 'acmeevil/*', reaches: false },
  { path: '*/*/public', reaches: false },
  { path: '*', reaches: false },
  { path: 'Not A Path', reaches: false },
];

for (const { path, reaches, scopes, type } of rows) {
  test(`${type ?? 'TYPE_REPO'} ${path} ${JSON.stringify(scopes ?? 'pull')} ${reaches ? 'names' : 'does not name'} acme/app`, () => {
    assert.equal(isNamedBy(given(path, scopes, type), app), reaches);
  });
}

test('what is public is given by its own path alone, and for pulling', () => {
  assert.equal(given('*/*/public').everythingPublic, true);
  assert.equal(given('*/*/public', ['scope-repository-read']).everythingPublic, false);
  assert.equal(given('acme/*').everythingPublic, false);
});

const rights: readonly { readonly scopes: readonly string[]; readonly push: boolean; readonly delete: boolean }[] = [
  { scopes: ['scope-image-pull'], push: false, delete: false },
  { scopes: ['scope-image-push'], push: true, delete: false },
  { scopes: ['image-push'], push: true, delete: false },
  { scopes: ['repo-push'], push: true, delete: false },
  { scopes: ['scope-image-delete'], push: true, delete: true },
  { scopes: ['repo-admin'], push: true, delete: true },
  { scopes: ['scope-repository-edit'], push: false, delete: false },
];

for (const { scopes, ...may } of rights) {
  test(`${scopes.join()} of acme/app ${may.push ? 'pushes' : 'does not push'} and ${may.delete ? 'deletes' : 'does not delete'} it, and never another`, () => {
    const reach = given('acme/app', scopes);
    for (const action of ['push', 'delete'] as const) {
      assert.equal(mayWriteTo(reach, app, action), may[action]);
      assert.equal(mayWriteTo(reach, { ...app, repository: 'acme/other' }, action), false);
      assert.equal(mayWriteTo(given('acme/*', scopes), app, action), may[action]);
      assert.equal(mayWriteTo(given('*/*/public', scopes), app, action), false);
    }
  });
}
