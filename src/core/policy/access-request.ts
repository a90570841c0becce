// One question put to the policy: subject, action, resource, as AuthZEN's access evaluation has it.
import type { TagOrDigest } from '../image/reference.ts';

/** Scopes of a personal access token, widest first; each implies those after it. */
export const tokenScopes = ['repo:admin', 'repo:write', 'repo:read', 'repo:public_read'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** Who asks, as a valid sign-in proved it. */
export type Subject = UserSubject | OrganizationTokenSubject | AnonymousSubject;

/** A person. `tokenId` is absent after a sign-in with the password, which may do all that the person may. */
export interface UserSubject {
  readonly kind: 'user';
  readonly id: string;
  readonly name: string;
  readonly tokenId?: string;
  readonly scopes: readonly TokenScope[];
}

/** A robot with an organization access token (OAT); `organization` is the organization's name. */
export interface OrganizationTokenSubject {
  readonly kind: 'organization-token';
  readonly organization: string;
  readonly tokenId: string;
}

export interface AnonymousSubject {
  readonly kind: 'anonymous';
}

/** A repository at a registry; `registry` is the normalized name (`docker.io`, `ghcr.io`). */
export interface Resource {
  readonly registry: string;
  readonly repository: string;
  readonly reference?: TagOrDigest;
}

/** `delete`: a manifest, a tag or a blob is taken away. */
export type Action = 'pull' | 'push' | 'delete';

export interface AccessRequest {
  readonly subject: Subject;
  readonly action: Action;
  readonly resource: Resource;
}
