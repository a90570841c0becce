// Access tokens that people and robots sign in with, as sign-in needs them. Secrets are stored as hashes alone.
import type { TokenScope } from '../core/policy/access-request.ts';

interface StoredTokenFields {
  readonly id: string;
  readonly label: string;
  readonly isActive: boolean;
  readonly expiresAtMs: number | null;
  /** Set when the token was deleted: the row stays, so that its bearer can be told. */
  readonly revokedAtMs: number | null;
}

export interface StoredPersonalToken extends StoredTokenFields {
  readonly kind: 'personal';
  readonly userId: string;
  readonly scopes: readonly TokenScope[];
}

export interface StoredOrganizationToken extends StoredTokenFields {
  readonly kind: 'organization';
  readonly organization: string;
}

export type StoredToken = StoredPersonalToken | StoredOrganizationToken;

export interface TokenStore {
  /** `hash` is the lower-case hex SHA-256 of the whole secret. */
  findTokenByHash(hash: string): Promise<StoredToken | undefined>;
  /** Best effort, grouped by the adapter; does not count as a policy change. */
  touchToken(id: string, usedAtMs: number): Promise<void>;
}
