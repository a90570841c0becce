// The history's one line on a change.
import assert from 'node:assert/strict';
import test from 'node:test';
import { type OrganizationSettings, defaultSettings as before } from '../../core/policy/settings.ts';
import { describeChange } from './describe-change.ts';

const images = before.restrictedImages;
const withRepositories = (repositories: readonly string[]): OrganizationSettings => ({ ...before, restrictedImages: { ...images, allowlist: { enabled: false, repositories } } });

const cases: readonly (readonly [OrganizationSettings, OrganizationSettings, string])[] = [
  [before, { ...before, restrictedImages: { ...images, enabled: true, mode: 'audit' } }, 'enabled: false -> true; mode: "enforce" -> "audit"'],
  [before, withRepositories(['a/b']), 'allowlist.repositories: 1 added (a/b)'],
  [withRepositories(['a/b', 'c/d']), withRepositories(['c/d', 'e/f']), 'allowlist.repositories: 1 added (e/f), 1 removed (a/b)'],
  [withRepositories(['a/b', 'c/d']), withRepositories(['c/d', 'a/b']), 'allowlist.repositories: reordered'],
  [before, { ...before, signIn: { enforced: false }, namespaces: ['acme-labs'] }, 'sign_in.enforced: true -> false; namespaces: 1 added (acme-labs)'],
  [before, { ...before, catalogOverrides: [{ namespace: 'x', category: 'official', by: 'o', at: 't' }] }, 'catalog_overrides: 1 added (x=official)'],
  [before, { ...before, registryAccess: { enabled: true, dockerHubAllowed: false, customRegistries: [] } }, 'registry_access.enabled: false -> true; registry_access.DockerHub: true -> false'],
];

test('each change is named with what was and what is', () => {
  for (const [was, is, line] of cases) assert.equal(describeChange(was, is), line);
});

test('the line is bounded, however much changes', () => {
  const many = Array.from({ length: 5000 }, (_, index) => `${'u'.repeat(200)}/r${index}`);
  const line = describeChange(before, { ...withRepositories(many), namespaces: many.map((each) => each.replace('/', '-')) });
  assert.ok(line.length <= 500);
  assert.match(line, /^allowlist\.repositories: 5000 added \(/);
});
