// Laying changes over settings.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { settingsChange } from './settings.ts';
import { registryAccessChange } from './registry-access.ts';
import { defaultSettings } from '../core/policy/settings.ts';
import type { OrganizationSettings } from '../core/policy/settings.ts';
import { describeChange } from '../admin/settings/describe-change.ts';
import { mergeRegistryAccess, mergeSettings } from './merge-settings.ts';
import { wireRegistryAccess, wireSettings } from './wire-settings.ts';

const authorship = { by: 'owner', at: '2026-11-21T12:00:00.000Z' };
const name = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/).filter((text) => text !== 'library');
const names = fc.uniqueArray(name, { maxLength: 4 });

const settings: fc.Arbitrary<OrganizationSettings> = fc
  .record({
    restrictedImages: fc.record({
      enabled: fc.boolean(),
      allowOfficialImages: fc.boolean(),
      allowVerifiedPublishers: fc.boolean(),
      allowSponsoredOpenSource: fc.boolean(),
      allowCommunityImages: fc.boolean(),
      mode: fc.constantFrom('enforce', 'audit'),
      allowlist: fc.record({ enabled: fc.boolean(), repositories: names.map((all) => all.map((each) => `user/${each}`)) }),
      helpText: fc.stringMatching(/^[\x20-\x7e]{0,50}$/),
    }),
    registryAccess: fc.record({
      enabled: fc.boolean(),
      dockerHubAllowed: fc.boolean(),
      customRegistries: names.chain((all) => fc.tuple(...all.map((each) => fc.record({ address: fc.constant(`${each}.example`), friendlyName: fc.string({ maxLength: 10 }), allowed: fc.boolean() })))),
    }),
    namespaceAccess: fc.record({ enabled: fc.boolean() }),
    signIn: fc.record({ enforced: fc.boolean() }),
    namespaces: names,
    notes: fc.constant({ allowlist: [], namespaces: [] }),
    catalogOverrides: names.chain((all) =>
      fc.tuple(...all.map((namespace) => fc.record({ namespace: fc.constant(namespace), category: fc.constantFrom('official', 'community', 'verified-publisher'), by: name, at: fc.constant('2020-01-01T00:00:00Z') }))),
    ),
  })
  .map((drawn) => structuredClone(drawn)) // plain objects, as a store reads them
  .map((drawn) => ({ ...drawn, notes: { allowlist: drawn.restrictedImages.allowlist.repositories.slice(1).map((entry) => ({ entry, note: `about ${entry}`, by: 'someone', at: '2020-01-01T00:00:00Z' })), namespaces: [] } }));

test('what is read can be written back and changes nothing', () => {
  fc.assert(
    fc.property(settings, (before) => {
      const written = settingsChange.parse(JSON.parse(JSON.stringify(wireSettings(before, 7))));
      assert.deepEqual(mergeSettings(before, written, authorship), before);
      const registries = registryAccessChange.parse(JSON.parse(JSON.stringify(wireRegistryAccess(before.registryAccess))));
      assert.deepEqual(mergeRegistryAccess(before, registries), before);
      assert.equal(describeChange(before, before), '');
    }),
  );
});

test('what stays in a list keeps its note, whatever it is spelt like; what is new is the author\'s, and what goes takes its note along', () => {
  const note = (entry: string) => ({ entry, note: 'for CI', by: 'someone', at: '2020-01-01T00:00:00Z' });
  const { restrictedImages } = defaultSettings;
  const before: OrganizationSettings = {
    ...defaultSettings,
    restrictedImages: { ...restrictedImages, allowlist: { enabled: true, repositories: ['nginx', 'old/one', 'user/*'] } },
    namespaces: ['acme-labs'],
    notes: { allowlist: [note('nginx'), note('user/*')], namespaces: [note('acme-labs')] },
  };
  const merged = mergeSettings(before, { restricted_images: { allowlist: { repositories: ['library/nginx', 'old/one', 'new/one'] } }, namespaces: ['docker.io/acme-labs'] }, authorship);
  assert.deepEqual(merged.notes, {
    allowlist: [note('library/nginx'), { entry: 'new/one', note: '', ...authorship }],
    namespaces: [note('docker.io/acme-labs')],
  });
});

test('an empty change changes nothing', () => {
  fc.assert(
    fc.property(settings, (before) => {
      assert.deepEqual(mergeSettings(before, {}, authorship), before);
      assert.deepEqual(mergeSettings(before, { restricted_images: {}, sign_in: {}, namespace_access: {} }, authorship), before);
      assert.deepEqual(mergeRegistryAccess(before, {}), before);
    }),
  );
});

test('a whole document replaces whatever was there, and every difference but an author is described', () => {
  fc.assert(
    fc.property(settings, settings, (before, wanted) => {
      const merged = mergeRegistryAccess(mergeSettings(before, settingsChange.parse(wireSettings(wanted, 1)), authorship), wireRegistryAccess(wanted.registryAccess));
      const withoutAuthors = ({ catalogOverrides, ...rest }: OrganizationSettings) => ({ ...rest, notes: undefined, catalogOverrides: catalogOverrides.map(({ namespace, category }) => [namespace, category]) });
      assert.deepEqual(withoutAuthors(merged), withoutAuthors(wanted));
      const isSame = JSON.stringify(withoutAuthors(before)) === JSON.stringify(withoutAuthors(wanted));
      assert.equal(describeChange(before, merged) === '', isSame);
    }),
  );
});
