// Stored settings: what is missing gets the default, what does not fit fails.
import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultSettings } from '../../core/policy/settings.ts';
import { readSettings } from './settings-document.ts';

test('fields that a later version added get their defaults', () => {
  assert.deepEqual(readSettings('{}'), defaultSettings);
  const older = { restrictedImages: { enabled: true, allowlist: { repositories: ['a/b'] } }, namespaces: ['acme'] };
  assert.deepEqual(readSettings(JSON.stringify(older)), {
    ...defaultSettings,
    restrictedImages: { ...defaultSettings.restrictedImages, enabled: true, allowlist: { enabled: false, repositories: ['a/b'] } },
    namespaces: ['acme'],
  });
});

test('complete settings read back as they are', () => {
  assert.deepEqual(readSettings(JSON.stringify(defaultSettings)), defaultSettings);
});

const registry = { address: 'ghcr.io', friendlyName: 'GitHub', allowed: true };
const override = { namespace: 'grafana', category: 'official', by: 'olivia', at: '2026-01-02T03:04:05Z' };
const misfits: readonly (readonly [string, unknown, RegExp])[] = [
  ['a number for a boolean', { restrictedImages: { enabled: 1 } }, /settings\.restrictedImages\.enabled/],
  ['null for a boolean', { signIn: { enforced: null } }, /settings\.signIn\.enforced/],
  ['null for a part', { restrictedImages: null }, /settings\.restrictedImages/],
  ['a list for a part', { registryAccess: [] }, /settings\.registryAccess/],
  ['an unknown mode', { restrictedImages: { mode: 'off' } }, /settings\.restrictedImages\.mode/],
  ['an unknown field', { restrictedImages: { allowEverything: true } }, /settings\.restrictedImages\.allowEverything/],
  ['an inherited name as a field', JSON.parse('{"__proto__":{"enabled":true}}'), /settings\.__proto__/],
  ['a text for a list', { namespaces: 'acme' }, /settings\.namespaces/],
  ['a number in a list', { restrictedImages: { allowlist: { repositories: ['a/b', 3] } } }, /settings\.restrictedImages\.allowlist\.repositories\[1\]/],
  ['a registry without its decision', { registryAccess: { customRegistries: [registry, { ...registry, allowed: undefined }] } }, /customRegistries\[1\]\.allowed/],
  ['an unknown category', { catalogOverrides: [{ ...override, category: 'trusted' }] }, /catalogOverrides\[0\]\.category/],
  ['the category that no override may give', { catalogOverrides: [{ ...override, category: 'organization' }] }, /catalogOverrides\[0\]\.category/],
  ['a list for the whole', [], /the stored settings is not an object/],
  ['null for the whole', null, /the stored settings is not an object/],
];
for (const [what, document, message] of misfits) {
  test(`stored settings with ${what} fail, naming the place`, () => {
    assert.throws(() => readSettings(JSON.stringify(document)), { code: 'malformed-row', message });
  });
}

test('stored settings that are no JSON fail', () => {
  for (const document of ['', '{', 'undefined']) assert.throws(() => readSettings(document), { code: 'malformed-row' });
});
