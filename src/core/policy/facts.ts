// What the policy must know to decide, gathered by the policy information point (facts/).
import type { Resource } from './access-request.ts';
import type { ClassificationSource, Category } from './category.ts';
import type { CompiledPolicy } from './policy.ts';
import type { TokenReach } from './token-reach.ts';

export type Role = 'owner' | 'editor' | 'member';

/** One organization that binds the subject, and the subject's role in it. */
export interface BindingOrganization {
  readonly policy: CompiledPolicy;
  readonly role: Role;
}

export interface CatalogEntry {
  /** `community` where it is known that a badge that was there is gone. */
  readonly category: Extract<Category, 'verified-publisher' | 'sponsored-open-source' | 'community'>;
  readonly source: Extract<ClassificationSource, { kind: 'catalog' }>;
}

/** Docker Hub's badges by namespace. */
export interface Catalog {
  readonly entry: (namespace: string) => CatalogEntry | undefined;
}

/** A catalog whose namespaces can be listed. */
export interface ListedCatalog extends Catalog {
  readonly namespaces: readonly string[];
}

export interface AccessFacts {
  /** The organizations that bind the subject, narrowed to the gateway's allowed ones. Empty: the subject is in none. */
  readonly organizations: readonly BindingOrganization[];
  readonly catalog: Catalog;
  /** Of an organization access token: what it was given. Absent: nothing was. */
  readonly tokenReach?: TokenReach;
  /** Whether some organization of the installation, binding or not, has the namespace that the repository lies in. Absent: none but the binding ones. */
  readonly isOrganizationNamespace?: (resource: Resource) => boolean;
  /** Whether the gateway has an upstream of this name. */
  readonly isConfiguredRegistry: (registry: string) => boolean;
}
