// A policy file's settings under the core's names; what the file leaves out is as in a new organization.
import { defaultSettings } from '../../core/policy/settings.ts';
import type { OrganizationSettings, RegistryAccess, RestrictedImages } from '../../core/policy/settings.ts';
import type { PolicyDocument } from '../policy-document.ts';

/** Shown for an override whose file says neither who made it nor when. */
const unknownAuthor = 'the policy file';

/** Translates the file. */
export function settingsOfDocument(document: PolicyDocument): OrganizationSettings {
  const { sign_in: signIn } = document;
  const enforcedByAnonymous = signIn?.anonymous === undefined ? undefined : signIn.anonymous === 'refuse';
  return {
    restrictedImages: restrictedImagesOf(document.restricted_images ?? {}),
    registryAccess: registryAccessOf(document.registry_access_management ?? {}),
    namespaceAccess: { enabled: document.namespace_access?.enabled ?? defaultSettings.namespaceAccess.enabled },
    signIn: { enforced: signIn?.enforced ?? enforcedByAnonymous ?? defaultSettings.signIn.enforced },
    namespaces: document.namespaces ?? defaultSettings.namespaces,
    catalogOverrides: (document.catalog_overrides ?? []).map(({ namespace, category, by = unknownAuthor, at = '' }) => ({ namespace, category, by, at })),
  };
}

function restrictedImagesOf(images: NonNullable<PolicyDocument['restricted_images']>): RestrictedImages {
  const defaults = defaultSettings.restrictedImages;
  return {
    enabled: images.enabled ?? defaults.enabled,
    allowOfficialImages: images.allow_official_images ?? defaults.allowOfficialImages,
    allowVerifiedPublishers: images.allow_verified_publishers ?? defaults.allowVerifiedPublishers,
    allowSponsoredOpenSource: images.allow_sponsored_open_source ?? defaults.allowSponsoredOpenSource,
    allowCommunityImages: images.allow_community_images ?? defaults.allowCommunityImages,
    mode: images.mode ?? defaults.mode,
    allowlist: {
      enabled: images.allowlist?.enabled ?? defaults.allowlist.enabled,
      repositories: images.allowlist?.repositories ?? defaults.allowlist.repositories,
    },
    helpText: images.help_text ?? defaults.helpText,
  };
}

function registryAccessOf(access: NonNullable<PolicyDocument['registry_access_management']>): RegistryAccess {
  const defaults = defaultSettings.registryAccess;
  return {
    enabled: access.enabled ?? defaults.enabled,
    dockerHubAllowed: access.standard_registries?.[0]?.allowed ?? defaults.dockerHubAllowed,
    customRegistries: (access.custom_registries ?? []).map(({ address, friendly_name, allowed }) => ({ address, friendlyName: friendly_name, allowed })),
  };
}
