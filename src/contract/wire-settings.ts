// Settings between the wire's names and the core's.
import type { RegistryAccess as WireRegistryAccess } from './registry-access.ts';
import type { Settings } from './settings.ts';
import type { OrganizationSettings, RegistryAccess } from '../core/policy/settings.ts';

export function wireSettings(settings: OrganizationSettings, revision: number): Settings {
  const { restrictedImages: images, signIn } = settings;
  return {
    restricted_images: {
      enabled: images.enabled,
      allow_official_images: images.allowOfficialImages,
      allow_verified_publishers: images.allowVerifiedPublishers,
      allow_sponsored_open_source: images.allowSponsoredOpenSource,
      allow_community_images: images.allowCommunityImages,
      mode: images.mode,
      allowlist: { enabled: images.allowlist.enabled, repositories: [...images.allowlist.repositories] },
      help_text: images.helpText,
    },
    namespace_access: { enabled: settings.namespaceAccess.enabled },
    sign_in: { enforced: signIn.enforced, anonymous: signIn.enforced ? 'refuse' : 'members_policy' },
    namespaces: [...settings.namespaces],
    catalog_overrides: settings.catalogOverrides.map(({ namespace, category, by, at }) => ({ namespace, category, by, at })),
    revision,
  };
}

export function wireRegistryAccess({ enabled, dockerHubAllowed, customRegistries }: RegistryAccess): WireRegistryAccess {
  return {
    enabled,
    standard_registries: [{ id: 'DockerHub', allowed: dockerHubAllowed }],
    custom_registries: customRegistries.map(({ address, friendlyName, allowed }) => ({ address, friendly_name: friendlyName, allowed })),
  };
}
