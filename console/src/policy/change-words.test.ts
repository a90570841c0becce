// A revision in one line, in the words of the pages.
import assert from 'node:assert/strict';
import test from 'node:test';
import { revisionWords } from './change-words.ts';

const allowlist = 'restricted_images.allowlist.repositories';
const several = (count: number) => ({ count, names: ['a/b', 'c/d', 'e/f'].slice(0, count) });
type Changes = NonNullable<Parameters<typeof revisionWords>[0]['changes']>;

const cases: readonly (readonly [Changes[number], string])[] = [
  [{ path: 'restricted_images.enabled', before: false, after: true }, 'Image access: off → on'],
  [{ path: 'restricted_images.allow_verified_publishers', before: true, after: false }, 'Docker Verified Publisher images: allowed → refused'],
  [{ path: 'restricted_images.mode', before: 'audit', after: 'enforce' }, 'Mode: audit → enforce'],
  [{ path: 'restricted_images.help_text', before: '', after: 'ask us' }, 'Help text added'],
  [{ path: 'restricted_images.help_text', before: 'ask us', after: 'ask them' }, 'Help text changed'],
  [{ path: 'restricted_images.help_text', before: 'ask us', after: '' }, 'Help text removed'],
  [{ path: 'sign_in.enforced', before: true, after: false }, 'Sign-in: enforced → not enforced'],
  [{ path: allowlist, added: several(1) }, 'Allowlist entry a/b added'],
  [{ path: allowlist, added: several(3) }, '3 allowlist entries added'],
  [{ path: allowlist, added: { count: 1200, names: ['a/b', 'c/d', 'e/f'] }, removed: several(1) }, '1,200 allowlist entries added, a/b removed'],
  [{ path: allowlist, removed: several(2), changed: several(3) }, '2 allowlist entries removed, 3 changed'],
  [{ path: allowlist, reordered: true }, 'Allowlist entries: another order'],
  [{ path: 'registry_access_management.custom_registries', added: { count: 1, names: ['ghcr.io'] } }, 'Registry ghcr.io added'],
  [{ path: 'catalog_overrides', changed: { count: 1, names: ['someuser'] } }, 'Override of someuser changed'],
];

const revision = { revision: 7, summary: 'enabled: false -> true', rolled_back_to: null };

for (const [change, words] of cases) test(words, () => assert.equal(revisionWords({ ...revision, changes: [change] }), words));

test('many changes are counted, and what was brought back is named first', () => {
  const changes = cases.slice(0, 4).map(([change]) => change);
  assert.equal(revisionWords({ ...revision, changes: [...changes, ...changes], rolled_back_to: 4 }), `Revision 4 brought back: ${cases.slice(0, 4).map(([, words]) => words).join('; ')}; 4 more`);
});

test('where the server kept the line alone, it is the line; the first settings say so', () => {
  assert.equal(revisionWords({ ...revision, changes: null }), 'enabled: false -> true');
  assert.equal(revisionWords({ ...revision, revision: 1, changes: null, summary: 'first settings' }), 'First settings');
});
