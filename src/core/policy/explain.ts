// The one sentence that a refused person reads, in Docker's words first.
import { dockerHub } from '../image/reference.ts';
import type { Resource, TokenScope } from './access-request.ts';
import type { Category } from './category.ts';
import type { Deny } from './decision.ts';
import { scopeFor } from './write-rights.ts';

const imagesOf = {
  organization: 'organization images',
  official: 'official images',
  'verified-publisher': 'verified publisher images',
  'sponsored-open-source': 'sponsored open source images',
  community: 'community images',
} as const satisfies Record<Category, string>;

/** Where the sentence will be read. */
export interface ExplainContext {
  readonly resource: Resource;
  /** What stands after `docker login`: the gateway's host as the client knows it, with its port where it has one; empty for Docker Hub under its own name. */
  readonly gatewayHost: string;
}

/**
 * Says why the request was denied and what to do, then the organization's own help text.
 * Printable ASCII without `"` and `\`: fit for the `error` parameter of a Bearer challenge (RFC 6750 section 3).
 */
export function explain(denial: Deny, context: ExplainContext): string {
  const sentence = describe(denial, context);
  return toChallengeText(denial.helpText === '' ? sentence : `${sentence}. ${denial.helpText}`);
}

function describe({ reason, organization }: Deny, { resource, gatewayHost }: ExplainContext): string {
  const { registry, repository } = resource;
  switch (reason.kind) {
    case 'sign-in-required':
      return `sign-in required: run ${signInCommand(gatewayHost)} with your Pullgate user name and a personal access token`;
    case 'organization-token':
      return 'organization access tokens cannot be used with image access management: use a personal access token';
    case 'token-reach':
      return `this organization access token does not reach ${repository}: add it to the token's resources, or */*/public for every public repository`;
    case 'not-a-member':
      return 'access denied: you are in no organization that this gateway serves: ask an organization owner to add you';
    case 'registry-not-configured':
      return `registry ${registry} is not configured on this gateway: ask its administrator to add it`;
    case 'registry-not-allowed':
      return `registry access to ${registry} is not allowed${organization === undefined ? '' : ` (organization ${organization})`}`;
    case 'category-not-allowed':
      return `image access denied: ${imagesOf[reason.category]} not allowed (${repository}${organization === undefined ? '' : `, organization ${organization}`})`;
    case 'token-scope':
      return `${reason.action} access denied: this personal access token has ${named(reason.scopes)}: create one with the scope ${scopeFor[reason.action]}`;
    case 'token-right':
      return `${reason.action} access denied: this organization access token may not ${reason.action} ${where(resource)}: give it scope-image-${reason.action} of that repository`;
    case 'foreign-namespace':
      return `${reason.action} access denied: ${where(resource)} is neither in a namespace of your organizations nor in your own: use one of those, or ask an owner to add the namespace`;
    case 'namespace-access':
      // In the words of Docker's own namespace access control.
      return `namespace access restriction from an organization you belong to prevents pushing new content in your personal namespace. Restriction applied by: ${reason.organizations.join(', ')}. Please contact your organization administrator`;
    case 'no-decision':
      return 'Pullgate could not decide on this request, through no fault of the policy: try again, and tell the gateway administrator if it goes on';
  }
}

function named(scopes: readonly TokenScope[]): string {
  return scopes.length === 0 ? 'no scope' : `the scope ${scopes.join(', ')}`;
}

/** As people write it: Docker Hub's repositories stand alone. */
function where({ registry, repository }: Resource): string {
  return registry === dockerHub ? repository : `${registry}/${repository}`;
}

/** `gatewayHost`: as in ExplainContext. */
export function signInCommand(gatewayHost: string): string {
  return gatewayHost === '' ? 'docker login' : `docker login ${gatewayHost}`;
}

function toChallengeText(text: string): string {
  return text.replaceAll('"', "'").replaceAll('\\', '/').replace(/[^\x20-\x7e]/g, '?');
}
