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
}

export interface AllowedRepositories {
  readonly repositories: ReadonlySet<string>;
  /** Everything below these is allowed. */
  readonly namespaces: ReadonlySet<string>;
}
