// Who calls the admin API, as a valid bearer token and the stores proved it a moment ago.
import type { ActorCredential } from '../audit/activity.port.ts';
import type { Role } from '../core/policy/facts.ts';

export interface Membership {
  readonly organization: string;
  readonly role: Role;
}

export interface Caller {
  /**
   * `organization-token` only where the route has an `organizationTokenScope`: `id` is then the token's, `name` the organization's, and it is nobody's account.
   * `scim` only where the route is SCIM's: an identity provider, with the id of its token.
   */
  readonly kind: 'user' | 'organization-token' | 'scim';
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** What the caller signed in with. */
  readonly credential: ActorCredential;
  /** False after a sign-in with a personal access token narrower than repo:admin. */
  readonly mayChange: boolean;
  readonly memberships: readonly Membership[];
}
