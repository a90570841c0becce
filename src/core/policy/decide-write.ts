// Who may push where, and delete what: to namespaces of the person's organizations and to the person's own, nowhere else.
import type { Resource, Subject } from './access-request.ts';
import type { Decision, Deny, WriteAction } from './decision.ts';
import type { AccessFacts, BindingOrganization } from './facts.ts';
import { isOwnRepository, isPersonalRepository } from './namespace.ts';
import { classifyHub, deny, isRegistryAllowed, notAMember, permit } from './ruling.ts';
import { mayWriteTo } from './token-reach.ts';
import { mayWriteAnywhere } from './write-rights.ts';

export interface WriteRequest {
  readonly subject: Subject;
  readonly action: WriteAction;
  readonly resource: Resource;
}

/**
 * Decides. What no other token and no other setting could help against is said first. The mode `audit` has no say: it is there to
 * try out which images may be pulled, and nothing that was pushed can be taken back.
 */
export function decideWrite(request: WriteRequest, facts: AccessFacts): Decision {
  const { resource } = request;
  const refusal = refuseSubject(request, facts);
  if (refusal !== undefined) return refusal;
  if (!facts.isConfiguredRegistry(resource.registry)) return deny(undefined, 'registry-configured', { kind: 'registry-not-configured' });
  const closed = facts.organizations.find((binding) => !isExempt(binding, request) && !isRegistryAllowed(resource.registry, binding.policy))?.policy;
  if (closed !== undefined) return deny(closed, 'registry-access', { kind: 'registry-not-allowed' }, classifyHub(resource, closed, facts));
  return refuseNamespace(request, facts) ?? refuseToken(request, facts) ?? permitted(request, facts);
}

/** Who may ask at all: nobody writes unseen, whatever the anonymous may pull. */
function refuseSubject({ subject, resource }: WriteRequest, facts: AccessFacts): Deny | undefined {
  const { organizations } = facts;
  switch (subject.kind) {
    case 'user':
      return organizations.length === 0 ? notAMember : undefined;
    case 'anonymous': {
      const enforcing = organizations.find(({ policy }) => policy.settings.signIn.enforced)?.policy;
      return deny(enforcing, 'sign-in', { kind: 'sign-in-required' }, classifyHub(resource, enforcing, facts));
    }
    case 'organization-token': {
      const own = organizations.find(({ policy }) => policy.organization === subject.organization)?.policy;
      if (own === undefined) return notAMember;
      return own.settings.restrictedImages.enabled ? deny(own, 'organization-token', { kind: 'organization-token' }, classifyHub(resource, own, facts)) : undefined;
    }
  }
}

/** An owner's own settings hold for the members, with one exception: namespace access is for all of them. */
function isExempt({ role }: BindingOrganization, { subject }: WriteRequest): boolean {
  return role === 'owner' && subject.kind === 'user';
}

/** Undefined where the repository lies in a namespace that the subject may write to. */
function refuseNamespace({ subject, action, resource }: WriteRequest, facts: AccessFacts): Deny | undefined {
  const { organizations } = facts;
  if (homeOf(resource, organizations) !== undefined) return undefined;
  if (!isOwnNamespace(subject, resource, facts)) {
    const [first] = organizations;
    return deny(first?.policy, 'push', { kind: 'foreign-namespace', action }, classifyHub(resource, first?.policy, facts));
  }
  const forbidding = organizations.filter(({ policy }) => policy.settings.namespaceAccess.enabled).map(({ policy }) => policy);
  const [first] = forbidding;
  // To take away is not to push new content.
  if (first === undefined || action === 'delete') return undefined;
  return deny(first, 'namespace-access', { kind: 'namespace-access', organizations: forbidding.map(({ organization }) => organization) }, classifyHub(resource, first, facts));
}

function homeOf(resource: Resource, organizations: AccessFacts['organizations']): BindingOrganization | undefined {
  return organizations.find(({ policy }) => isOwnRepository(resource, policy));
}

/** An organization that does not bind the person, and has this namespace, comes before the person's name. */
function isOwnNamespace(subject: Subject, resource: Resource, { isOrganizationNamespace }: AccessFacts): boolean {
  return subject.kind === 'user' && isPersonalRepository(resource, subject.name) && isOrganizationNamespace?.(resource) !== true;
}

function refuseToken({ subject, action, resource }: WriteRequest, facts: AccessFacts): Deny | undefined {
  const policy = (homeOf(resource, facts.organizations) ?? facts.organizations[0])?.policy;
  switch (subject.kind) {
    case 'anonymous':
      return notAMember;
    case 'user':
      return mayWriteAnywhere(subject, action) ? undefined : deny(policy, 'push', { kind: 'token-scope', action, scopes: subject.scopes }, classifyHub(resource, policy, facts));
    case 'organization-token':
      return facts.tokenReach !== undefined && mayWriteTo(facts.tokenReach, resource, action) ? undefined : deny(policy, 'push', { kind: 'token-right', action }, classifyHub(resource, policy, facts));
  }
}

/** By the organization whose namespace it is; of a personal one, by the first that binds. */
function permitted({ resource }: WriteRequest, facts: AccessFacts): Decision {
  const home = homeOf(resource, facts.organizations) ?? facts.organizations[0];
  return home === undefined ? notAMember : permit(home.policy, 'push', classifyHub(resource, home.policy, facts));
}
