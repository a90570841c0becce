// What a token reaches survives the form, whatever was made of it elsewhere.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TokenResource } from '../../../../src/contract/organization-access-tokens.ts';
import { draftOf, newDraft, resourcesOf } from './token-draft.ts';

test('a new token pulls what the organization owns and what is public', () => {
  assert.deepEqual(resourcesOf(newDraft('acme'), 'acme'), [
    { type: 'TYPE_REPO', path: 'acme/*', scopes: ['scope-image-pull'] },
    { type: 'TYPE_REPO', path: '*/*/public', scopes: ['scope-image-pull'] },
  ]);
});

const kept: readonly TokenResource[] = [
  { type: 'TYPE_REPO', path: 'acme/app', scopes: ['scope-image-push'] },
  { type: 'TYPE_REPO', path: '*/*/public', scopes: ['scope-image-pull'] },
  { type: 'TYPE_ORG', path: 'acme', scopes: ['scope-member-read', 'scope-group-edit', 'scope-activity-read'] },
  { type: 'TYPE_REPO', path: 'acme/web', scopes: ['scope-image-pull', 'scope-of-tomorrow'] },
  { type: 'TYPE_ORG', path: 'globex', scopes: ['scope-member-read'] },
];

test('what is read is sent back, and what the form cannot show is kept as it came', () => {
  const draft = draftOf({ label: 'ci', description: '', resources: kept }, 'acme');
  assert.deepEqual(draft.others, kept.slice(3));
  assert.deepEqual(resourcesOf(draft, 'acme'), kept);
});

test('the widest right of a repository is the one that is shown', () => {
  const { repositories } = draftOf({ label: '', description: '', resources: [{ type: 'TYPE_REPO', path: 'acme/app', scopes: ['repo-pull', 'repo-admin'] }] }, 'acme');
  assert.deepEqual(repositories, [{ key: 0, path: 'acme/app', right: 'delete' }]);
});

test('rows that are empty are left out', () => {
  assert.deepEqual(resourcesOf({ ...newDraft('acme'), everyPublic: false, repositories: [{ key: 0, path: ' ', right: 'push' }] }, 'acme'), []);
});
