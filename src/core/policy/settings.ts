// What an organization's owner sets: the document that a revision numbers.
// Field names follow Docker's admin API (snake case is the wire's business, see contract/).
import type { Category } from './category.ts';

export interface OrganizationSettings {
  readonly restrictedImages: RestrictedImages;
  readonly registryAccess: RegistryAccess;
  readonly namespaceAccess: { readonly enabled: boolean };
  readonly signIn: SignIn;
  /** Namespaces that belong to the organization besides its own name: `acme-labs`, or `ghcr.io/acme` at another registry. */
  readonly namespaces: readonly string[];
  /** Categories that an owner gave to Docker Hub namespaces, over the catalog's. */
  readonly catalogOverrides: readonly CatalogOverride[];
  /** Beside the lists, so that these are plain lists as on Docker's wire, and deciding never sees more than it needs. */
  readonly notes: Notes;
}

export interface Notes {
  readonly allowlist: readonly EntryNote[];
  readonly namespaces: readonly EntryNote[];
}

/** Who put an entry into a list, when, and what for. An entry that is older than notes has none. */
export interface EntryNote {
  /** As it is written in the list. */
  readonly entry: string;
  /** Empty for none. */
  readonly note: string;
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly at: string;
}

export interface RestrictedImages {
  readonly enabled: boolean;
  readonly allowOfficialImages: boolean;
  readonly allowVerifiedPublishers: boolean;
  readonly allowSponsoredOpenSource: boolean;
  readonly allowCommunityImages: boolean;
  /** In `audit` a deny is recorded as such and permitted. */
  readonly mode: 'enforce' | 'audit';
  /** Patterns: `someuser/custom-image`, `someuser/*`; Docker Hub unless they begin with a registry. */
  readonly allowlist: { readonly enabled: boolean; readonly repositories: readonly string[] };
  /** Appended to every denial; empty for none. One line of printable ASCII, at most 200 characters. */
  readonly helpText: string;
}

export interface RegistryAccess {
  readonly enabled: boolean;
  /** Whether Docker Hub is allowed while `enabled`. */
  readonly dockerHubAllowed: boolean;
  readonly customRegistries: readonly CustomRegistry[];
}

export interface CustomRegistry {
  readonly address: string;
  readonly friendlyName: string;
  readonly allowed: boolean;
}

export interface SignIn {
  /** Refuses whoever is not signed in. */
  readonly enforced: boolean;
}

export interface CatalogOverride {
  readonly namespace: string;
  readonly category: Exclude<Category, 'organization'>;
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** What for; left out: nobody said. */
  readonly note?: string;
}

/** What a new organization begins with: image access off, Docker Hub's own defaults, sign-in enforced. */
export const defaultSettings: OrganizationSettings = {
  restrictedImages: {
    enabled: false,
    allowOfficialImages: true,
    allowVerifiedPublishers: true,
    allowSponsoredOpenSource: false,
    allowCommunityImages: false,
    mode: 'enforce',
    allowlist: { enabled: false, repositories: [] },
    helpText: '',
  },
  registryAccess: { enabled: false, dockerHubAllowed: true, customRegistries: [] },
  namespaceAccess: { enabled: false },
  signIn: { enforced: true },
  namespaces: [],
  catalogOverrides: [],
  notes: { allowlist: [], namespaces: [] },
};
