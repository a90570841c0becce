// What a draft sends: what it changes, nothing else, and never what cannot be saved as one revision.
import assert from 'node:assert/strict';
import test from 'node:test';
import { type SettingsChange, changeBody, problemOfSaving } from './change-body.ts';
import { compareSettings } from './compare-settings.ts';
import type { PolicySettings } from './policy-settings.ts';
import { sampleSettings as before, withEntries, withImages, withRegistries } from './sample-settings.ts';

const dockerHubRefused = [{ id: 'DockerHub', allowed: false }] as const;
const moreRegistries = [...before.registry_access_management.custom_registries, { address: 'quay.io', friendly_name: '', allowed: true }];

const cases: readonly { readonly what: string; readonly after: PolicySettings; readonly body: SettingsChange; readonly problem?: RegExp }[] = [
  { what: 'nothing', after: before, body: {}, problem: /nothing is changed/ },
  { what: 'one category alone', after: withImages({ allow_community_images: true }), body: { settings: { restricted_images: { allow_community_images: true } } } },
  {
    what: 'the whole list of entries, with the notes that the draft has',
    after: withEntries(['grafana/grafana', { repository: 'b/b', note: 'why' }]),
    body: { settings: { restricted_images: { allowlist: { repositories: ['grafana/grafana', { repository: 'b/b', note: 'why' }] as string[] } } } },
  },
  { what: 'the allowlist off, and no entry', after: withImages({ allowlist: { ...before.restricted_images.allowlist, enabled: false } }), body: { settings: { restricted_images: { allowlist: { enabled: false } } } } },
  {
    what: 'what lies outside of image access',
    after: { ...before, namespace_access: { enabled: true }, sign_in: { enforced: true, anonymous: 'refuse' }, namespaces: [], catalog_overrides: [] },
    body: { settings: { namespace_access: { enabled: true }, sign_in: { enforced: true }, namespaces: [], catalog_overrides: [] } },
  },
  { what: 'Docker Hub alone', after: withRegistries({ standard_registries: [...dockerHubRefused] }), body: { registry_access_management: { standard_registries: [...dockerHubRefused] } } },
  { what: 'registries, off', after: withRegistries({ enabled: false, custom_registries: moreRegistries }), body: { registry_access_management: { enabled: false, custom_registries: moreRegistries } } },
  {
    what: 'settings and registry access at once',
    after: withRegistries({ enabled: false }, withImages({ enabled: false })),
    body: { settings: { restricted_images: { enabled: false } }, registry_access_management: { enabled: false } },
    problem: /registry access is saved apart from the other settings/,
  },
];

for (const { what, after, body, problem } of cases) {
  test(`sent: ${what}`, () => {
    const sent = changeBody(compareSettings(before, after), after);
    assert.deepEqual(sent, body);
    if (problem === undefined) assert.equal(problemOfSaving(sent), undefined);
    else assert.match(problemOfSaving(sent) ?? '', problem);
  });
}
