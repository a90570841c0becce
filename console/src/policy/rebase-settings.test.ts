// A draft over newer settings: it changes what it changed, and leaves alone what others did meanwhile.
import assert from 'node:assert/strict';
import test from 'node:test';
import { compareSettings } from './compare-settings.ts';
import type { PolicySettings } from './policy-settings.ts';
import { rebaseSettings } from './rebase-settings.ts';
import { sampleSettings as before, withEntries, withImages, withRegistries } from './sample-settings.ts';

const traefik = { repository: 'traefik/*', note: 'load tests' };
const registry = { address: 'quay.io', friendly_name: 'Quay', allowed: true };

const cases: readonly { readonly what: string; readonly drafted: PolicySettings; readonly newer: PolicySettings; readonly together: PolicySettings }[] = [
  { what: 'another setting was changed: both hold', drafted: withImages({ enabled: false }), newer: withImages({ help_text: 'newer' }), together: withImages({ enabled: false, help_text: 'newer' }) },
  { what: 'the same setting was changed: the draft holds', drafted: withImages({ help_text: 'mine' }), newer: withImages({ help_text: 'theirs' }), together: withImages({ help_text: 'mine' }) },
  { what: 'a draft that changes nothing takes all that is newer', drafted: before, newer: withEntries([]), together: withEntries([]) },
  { what: 'entries of both are there', drafted: withEntries(['grafana/grafana', traefik, 'mine/a']), newer: withEntries(['grafana/grafana', traefik, 'theirs/a']), together: withEntries(['grafana/grafana', traefik, 'theirs/a', 'mine/a']) },
  { what: 'an entry that both added is there once, with the note of the draft', drafted: withEntries(['grafana/grafana', traefik, { repository: 'a/a', note: 'mine' }]), newer: withEntries(['a/a', 'grafana/grafana', traefik]), together: withEntries([{ repository: 'a/a', note: 'mine' }, 'grafana/grafana', traefik]) },
  { what: 'an entry that the draft removed is gone', drafted: withEntries([traefik]), newer: withEntries(['grafana/grafana', traefik, 'theirs/a']), together: withEntries([traefik, 'theirs/a']) },
  { what: 'an entry that was removed meanwhile does not come back by its note', drafted: withEntries(['grafana/grafana', { ...traefik, note: 'mine' }]), newer: withEntries(['grafana/grafana']), together: withEntries(['grafana/grafana']) },
  { what: 'a note of the draft is laid over the entry', drafted: withEntries([{ repository: 'grafana/grafana', note: 'mine' }, traefik]), newer: withEntries(['theirs/a', 'grafana/grafana', traefik]), together: withEntries(['theirs/a', { repository: 'grafana/grafana', note: 'mine' }, traefik]) },
  { what: 'sign-in keeps its two ways of saying it together', drafted: { ...before, sign_in: { enforced: true, anonymous: 'refuse' } }, newer: withImages({ enabled: false }), together: { ...withImages({ enabled: false }), sign_in: { enforced: true, anonymous: 'refuse' } } },
  {
    what: 'registries, Docker Hub and overrides',
    drafted: withRegistries({ standard_registries: [{ id: 'DockerHub', allowed: false }], custom_registries: [] }),
    newer: { ...withRegistries({ custom_registries: [...before.registry_access_management.custom_registries, registry] }), catalog_overrides: [] },
    together: { ...withRegistries({ standard_registries: [{ id: 'DockerHub', allowed: false }], custom_registries: [registry] }), catalog_overrides: [] },
  },
];

for (const { what, drafted, newer, together } of cases) {
  test(`rebased: ${what}`, () => {
    assert.deepEqual(rebaseSettings(newer, compareSettings(before, drafted)), together);
  });
}
