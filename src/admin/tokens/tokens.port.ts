// Personal and organization access tokens, as their owners manage them.
import type { Act } from '../../audit/activity.port.ts';
import type { TokenScope } from '../../core/policy/access-request.ts';
import type { TokenResource } from '../../core/policy/token-reach.ts';

interface TokenFields {
  readonly id: string;
  readonly label: string;
  readonly createdAtMs: number;
  /** As the client sent it, so that it reads back byte for byte; null: never. */
  readonly expiresAt: string | null;
  readonly isActive: boolean;
  readonly lastUsedAtMs: number | null;
}

export interface PersonalToken extends TokenFields {
  readonly userId: string;
  /** As the client sent them: same order, unreduced. */
  readonly scopes: readonly TokenScope[];
  readonly creatorAddress: string;
  readonly creatorUserAgent: string;
}

export interface OrganizationToken extends TokenFields {
  readonly organization: string;
  readonly description: string;
  readonly createdBy: string;
  readonly resources: readonly TokenResource[];
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Revoked tokens are in no list, and are not found. */
export interface PersonalTokenStore {
  createPersonalToken(token: PersonalToken, hash: string, act: Act): Promise<void>;
  listPersonalTokens(userId: string, page: Page): Promise<{ readonly total: number; readonly activeCount: number; readonly tokens: readonly PersonalToken[] }>;
  findPersonalToken(userId: string, id: string): Promise<PersonalToken | undefined>;
  updatePersonalToken(userId: string, id: string, change: { readonly label?: string; readonly isActive?: boolean }, act: Act): Promise<PersonalToken | undefined>;
  revokePersonalToken(userId: string, id: string, atMs: number, act: Act): Promise<boolean>;
}

export interface OrganizationTokenStore {
  createOrganizationToken(token: OrganizationToken, hash: string, act: Act): Promise<void>;
  listOrganizationTokens(organization: string, page: Page): Promise<{ readonly total: number; readonly tokens: readonly OrganizationToken[] }>;
  findOrganizationToken(organization: string, id: string): Promise<OrganizationToken | undefined>;
  updateOrganizationToken(
    organization: string,
    id: string,
    change: { readonly label?: string; readonly description?: string; readonly isActive?: boolean; readonly resources?: readonly TokenResource[] },
    act: Act,
  ): Promise<OrganizationToken | undefined>;
  revokeOrganizationToken(organization: string, id: string, atMs: number, act: Act): Promise<boolean>;
}
