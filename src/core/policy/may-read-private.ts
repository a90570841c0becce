// Whom a repository may be served to that upstream serves to the gateway's own credentials alone.
import type { AccessRequest } from './access-request.ts';
import type { AccessFacts } from './facts.ts';
import { isOwnRepository } from './namespace.ts';
import { isNamedBy } from './token-reach.ts';

/**
 * Whether the subject may read the repository though it is private upstream: as a member, in any role, of an organization
 * in whose namespace it lies, with the password or a token of the scope `repo:read` or wider; or with a token
 * of that organization that was given the repository. Says nothing of whether the policy permits the request: ask `decide` first.
 */
export function mayReadPrivate({ subject, resource }: AccessRequest, { organizations, tokenReach }: AccessFacts): boolean {
  switch (subject.kind) {
    case 'anonymous':
      return false;
    case 'user': {
      if (subject.tokenId !== undefined && !subject.scopes.some((scope) => scope !== 'repo:public_read')) return false;
      return organizations.some(({ policy }) => isOwnRepository(resource, policy));
    }
    case 'organization-token':
      if (tokenReach === undefined || !isNamedBy(tokenReach, resource)) return false;
      return organizations.some(({ policy }) => policy.organization === subject.organization && isOwnRepository(resource, policy));
  }
}
