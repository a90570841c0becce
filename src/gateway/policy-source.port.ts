// What the gateway holds in memory to decide: settings, people and tokens, without a single secret.
import type { Role } from '../core/policy/facts.ts';
import type { CatalogFinding } from '../core/policy/layered-catalog.ts';
import type { OrganizationSettings } from '../core/policy/settings.ts';
import type { TokenResource } from '../core/policy/token-reach.ts';
import type { TokenScope } from '../core/policy/access-request.ts';

export interface PolicySource {
  /** Grows with every committed change that can alter a decision, whichever process made it. Cheap: asked several times a second. */
  version(): Promise<number>;
  /** One consistent view. */
  load(): Promise<PolicySourceData>;
  /** Calls back after each such change made by this process. Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

export interface PolicySourceData {
  readonly version: number;
  readonly organizations: readonly { readonly name: string; readonly revision: number; readonly settings: OrganizationSettings }[];
  readonly users: readonly {
    readonly id: string;
    readonly name: string;
    readonly isActive: boolean;
    /** Grows when the password changes: what was issued before is void. */
    readonly credentialVersion: number;
    readonly memberships: readonly { readonly organization: string; readonly role: Role }[];
  }[];
  /** Badges that a refresh found, in force over the gateway's catalog. */
  readonly catalog: readonly CatalogFinding[];
  /** Tokens that may still be used: not revoked, not deactivated. Expiry is for the reader to check. */
  readonly tokens: readonly SourceToken[];
}

export type SourceToken =
  | { readonly kind: 'personal'; readonly id: string; readonly userId: string; readonly scopes: readonly TokenScope[]; readonly expiresAtMs: number | null }
  | { readonly kind: 'organization'; readonly id: string; readonly organization: string; readonly resources: readonly TokenResource[]; readonly expiresAtMs: number | null };
