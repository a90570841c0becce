// Settings that tests of drafts begin from: something in every list.
import type { PolicySettings } from './policy-settings.ts';

export const sampleSettings: PolicySettings = {
  restricted_images: {
    enabled: true,
    mode: 'enforce',
    allow_official_images: true,
    allow_verified_publishers: true,
    allow_sponsored_open_source: false,
    allow_community_images: false,
    help_text: 'Ask in #platform',
    allowlist: { enabled: true, repositories: ['grafana/grafana', { repository: 'traefik/*', note: 'load tests' }] },
  },
  namespace_access: { enabled: false },
  sign_in: { enforced: false, anonymous: 'members_policy' },
  namespaces: ['acmelabs'],
  catalog_overrides: [{ namespace: 'someuser', category: 'verified-publisher' }],
  registry_access_management: { enabled: true, standard_registries: [{ id: 'DockerHub', allowed: true }], custom_registries: [{ address: 'ghcr.io', friendly_name: 'GitHub', allowed: true }] },
};

type Images = PolicySettings['restricted_images'];
type Registries = PolicySettings['registry_access_management'];

export function withImages(change: Partial<Images>, settings: PolicySettings = sampleSettings): PolicySettings {
  return { ...settings, restricted_images: { ...settings.restricted_images, ...change } };
}

export function withEntries(repositories: Images['allowlist']['repositories'], settings: PolicySettings = sampleSettings): PolicySettings {
  return withImages({ allowlist: { ...settings.restricted_images.allowlist, repositories } }, settings);
}

export function withRegistries(change: Partial<Registries>, settings: PolicySettings = sampleSettings): PolicySettings {
  return { ...settings, registry_access_management: { ...settings.registry_access_management, ...change } };
}
