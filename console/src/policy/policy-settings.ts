// Everything that an owner sets, as one document: what a page's draft is made of, and what two revisions are compared as.
import type { components } from '../api/schema.d.ts';
import type { Answer } from '../api/operation-types.ts';

type Wire = Answer<'readSettings'>;
export type RegistryAccess = Answer<'readRegistryAccess'>;

/** An entry of the allowlist as the settings have it: with a note where the draft gives it one. */
export type AllowlistItem = string | { readonly repository: string; readonly note: string };

export function repositoryOf(item: AllowlistItem): string {
  return typeof item === 'string' ? item : item.repository;
}

/** In the shape of a revision's settings in the API. */
export interface PolicySettings {
  readonly restricted_images: Omit<Wire['restricted_images'], 'allowlist'> & { readonly allowlist: { readonly enabled: boolean; readonly repositories: readonly AllowlistItem[] } };
  readonly namespace_access: Readonly<Wire['namespace_access']>;
  /** `anonymous` says the same as `enforced` in another way: change `enforced`. */
  readonly sign_in: Readonly<Wire['sign_in']>;
  readonly namespaces: readonly string[];
  readonly catalog_overrides: readonly { readonly namespace: string; readonly category: Wire['catalog_overrides'][number]['category'] }[];
  readonly registry_access_management: {
    readonly enabled: boolean;
    readonly standard_registries: RegistryAccess['standard_registries'];
    readonly custom_registries: readonly Readonly<RegistryAccess['custom_registries'][number]>[];
  };
}

/** The settings at one revision. */
export interface SettingsSnapshot {
  readonly settings: PolicySettings;
  readonly revision: number;
  /** The revision as HTTP has it, for If-Match. */
  readonly tag: string;
}

export type SettingDifference = components['schemas'] extends { readonly SettingDifference: infer Difference } ? Difference : Answer<'diffRevisions'>['changes'][number];

/** The settings of Docker Hub in the registries. */
export function isDockerHubAllowed(settings: PolicySettings): boolean {
  return settings.registry_access_management.standard_registries.every(({ allowed }) => allowed);
}
