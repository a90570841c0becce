// What a draft changes: every setting by its path, lists by what came and went, and nothing that means the same.
import assert from 'node:assert/strict';
import test from 'node:test';
import { compareSettings, countChanges } from './compare-settings.ts';
import { sampleSettings as before, withEntries, withImages, withRegistries } from './sample-settings.ts';
import type { PolicySettings, SettingDifference } from './policy-settings.ts';

const entries = 'restricted_images.allowlist.repositories';
const traefik = { repository: 'traefik/*', note: 'load tests' };

const cases: readonly { readonly what: string; readonly after: PolicySettings; readonly differences: readonly SettingDifference[]; readonly count: number }[] = [
  { what: 'nothing', after: structuredClone(before), differences: [], count: 0 },
  { what: 'an allowlist in another order', after: withEntries([traefik, 'grafana/grafana']), differences: [], count: 0 },
  { what: 'a category', after: withImages({ allow_community_images: true }), differences: [{ path: 'restricted_images.allow_community_images', before: false, after: true }], count: 1 },
  { what: 'a text', after: withImages({ help_text: '' }), differences: [{ path: 'restricted_images.help_text', before: 'Ask in #platform', after: '' }], count: 1 },
  { what: 'the allowlist off', after: withImages({ allowlist: { ...before.restricted_images.allowlist, enabled: false } }), differences: [{ path: 'restricted_images.allowlist.enabled', before: true, after: false }], count: 1 },
  {
    what: 'entries that came, went and were noted',
    after: withEntries([{ ...traefik, note: 'until May' }, 'a/a', { repository: 'b/b', note: 'new' }]),
    differences: [{ path: entries, added: [{ repository: 'a/a' }, { repository: 'b/b', note: 'new' }], removed: [{ repository: 'grafana/grafana' }], changed: [{ before: traefik, after: { ...traefik, note: 'until May' } }] }],
    count: 4,
  },
  { what: 'a first note', after: withEntries([{ repository: 'grafana/grafana', note: 'why' }, traefik]), differences: [{ path: entries, added: [], removed: [], changed: [{ before: { repository: 'grafana/grafana' }, after: { repository: 'grafana/grafana', note: 'why' } }] }], count: 1 },
  { what: 'namespace access', after: { ...before, namespace_access: { enabled: true } }, differences: [{ path: 'namespace_access.enabled', before: false, after: true }], count: 1 },
  { what: 'sign-in, which is said in two ways, as one', after: { ...before, sign_in: { enforced: true, anonymous: 'refuse' } }, differences: [{ path: 'sign_in.enforced', before: false, after: true }], count: 1 },
  { what: 'a namespace', after: { ...before, namespaces: ['acmelabs', 'acmetools'] }, differences: [{ path: 'namespaces', added: [{ namespace: 'acmetools' }], removed: [], changed: [] }], count: 1 },
  {
    what: 'an override',
    after: { ...before, catalog_overrides: [{ namespace: 'someuser', category: 'official' }] },
    differences: [{ path: 'catalog_overrides', added: [], removed: [], changed: [{ before: { namespace: 'someuser', category: 'verified-publisher' }, after: { namespace: 'someuser', category: 'official' } }] }],
    count: 1,
  },
  { what: 'Docker Hub', after: withRegistries({ standard_registries: [{ id: 'DockerHub', allowed: false }] }), differences: [{ path: 'registry_access_management.standard_registries.DockerHub', before: true, after: false }], count: 1 },
  {
    what: 'a registry refused',
    after: withRegistries({ custom_registries: [{ address: 'ghcr.io', friendly_name: 'GitHub', allowed: false }] }),
    differences: [
      { path: 'registry_access_management.custom_registries', added: [], removed: [], changed: [{ before: { address: 'ghcr.io', friendly_name: 'GitHub', allowed: true }, after: { address: 'ghcr.io', friendly_name: 'GitHub', allowed: false } }] },
    ],
    count: 1,
  },
];

for (const { what, after, differences, count } of cases) {
  test(`compared: ${what}`, () => {
    const found = compareSettings(before, after);
    assert.deepEqual(found, differences);
    assert.equal(countChanges(found), count);
  });
}
