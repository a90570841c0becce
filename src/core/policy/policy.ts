// An organization's settings made ready to decide with: every look-up a hash look-up.
import type { Classification } from './category.ts';
import type { OrganizationSettings } from './settings.ts';

/** Compiled settings of one organization at one revision: see compile-policy.ts. */
export interface CompiledPolicy {
  readonly organization: string;
  readonly revision: number;
  readonly settings: OrganizationSettings;
  /** The organization's namespaces (its own name on Docker Hub included), by registry. */
  readonly namespaces: ReadonlyMap<string, ReadonlyMap<string, Classification>>;
  /** By registry. */
  readonly allowlist: ReadonlyMap<string, AllowedRepositories>;
  /** What an owner said of Docker Hub namespaces. */
  readonly overrides: ReadonlyMap<string, Classification>;
  /** Whether each listed registry other than Docker Hub is allowed, by normalized address. */
  readonly registries: ReadonlyMap<string, boolean>;
  /** All that the settings say of a namespace of Docker Hub, so that a pull needs one look-up: see compile-hub-namespaces.ts. */
  readonly hub: ReadonlyMap<string, HubNamespace>;
}

export interface HubNamespace {
  /** Undefined: the settings do not say, the catalog does. */
  readonly classification: Classification | undefined;
  /** Whether the allowlist has the whole namespace, or something below it at any depth. Undefined: nothing. */
  readonly onAllowlist: 'everything' | 'something' | undefined;
}

export interface AllowedRepositories {
  readonly repositories: ReadonlySet<string>;
  /** Everything below these is allowed. */
  readonly namespaces: ReadonlySet<string>;
}
