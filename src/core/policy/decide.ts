// The policy decision point: one access request and the facts in, one decision out. Total: it never throws.
import { dockerHub } from '../image/reference.ts';
import type { AccessRequest, Resource } from './access-request.ts';
import type { Category, Classification } from './category.ts';
import { classifyNamespace } from './classify.ts';
import { decideWrite } from './decide-write.ts';
import type { Decision, Deny, Permit } from './decision.ts';
import type { AccessFacts, BindingOrganization } from './facts.ts';
import { hubNamespaceOf, isBelowAny } from './namespace.ts';
import type { CompiledPolicy, HubNamespace } from './policy.ts';
import { classifyHub, deny, isRegistryAllowed, notAMember, permit } from './ruling.ts';
import type { RestrictedImages } from './settings.ts';
import { isNamedBy } from './token-reach.ts';
import type { TokenReach } from './token-reach.ts';

/**
 * Decides. The reference (tag or digest) has no say, so that a repository's decision is the same on every endpoint.
 *
 * Of several binding organizations the strictest wins: a denial that is enforced over one that is only recorded (mode
 * `audit`), and that over a permit; among equals the first organization's is given.
 */
export function decide(request: AccessRequest, facts: AccessFacts): Decision {
  const { subject, action, resource } = request;
  if (action !== 'pull') return decideWrite({ subject, action, resource }, facts);
  const refusal = refuseSubject(request, facts);
  if (refusal !== undefined) return refusal;
  if (!facts.isConfiguredRegistry(resource.registry)) return deny(undefined, 'registry-configured', { kind: 'registry-not-configured' });

  let strictest: Permit | undefined;
  for (const organization of facts.organizations) {
    const decision = decideFor(organization, request, facts);
    if (decision.effect === 'deny') return decision;
    if (strictest === undefined || (strictest.audited === undefined && decision.audited !== undefined)) strictest = decision;
  }
  return strictest ?? notAMember;
}

/** Who may ask at all: undefined where nothing speaks against the subject. */
function refuseSubject({ subject, resource }: AccessRequest, facts: AccessFacts): Deny | undefined {
  const { organizations } = facts;
  switch (subject.kind) {
    case 'user':
      return organizations.length === 0 ? notAMember : undefined;
    case 'anonymous': {
      const enforcing = organizations.find(({ policy }) => policy.settings.signIn.enforced)?.policy;
      if (enforcing === undefined && organizations.length > 0) return undefined;
      return deny(enforcing, 'sign-in', { kind: 'sign-in-required' }, classifyHub(resource, enforcing, facts));
    }
    case 'organization-token': {
      const own = organizations.find(({ policy }) => policy.organization === subject.organization)?.policy;
      if (own === undefined) return notAMember;
      if (own.settings.restrictedImages.enabled) return deny(own, 'organization-token', { kind: 'organization-token' }, classifyHub(resource, own, facts));
      if (reaches(facts.tokenReach, resource)) return undefined;
      return deny(own, 'organization-token', { kind: 'token-reach' }, classifyHub(resource, own, facts));
    }
  }
}

/** A repository that is public or not is told apart upstream: what was given as public is read without credentials alone (mayReadPrivate). */
function reaches(reach: TokenReach | undefined, resource: Resource): boolean {
  return reach !== undefined && (reach.everythingPublic || isNamedBy(reach, resource));
}

/** What one organization says, its mode applied. */
function decideFor({ policy, role }: BindingOrganization, { subject, resource }: AccessRequest, facts: AccessFacts): Decision {
  const isHub = resource.registry === dockerHub;
  const namespace = isHub ? hubNamespaceOf(resource.repository) : undefined;
  const known = namespace === undefined ? undefined : policy.hub.get(namespace);
  const classification = isHub ? classifyNamespace(namespace, known, facts.catalog) : undefined;
  // Only a person owns: whoever else asks is treated as a member.
  if (role === 'owner' && subject.kind === 'user') return permit(policy, 'owner', classification);
  const decision = applyRules(resource, policy, classification, known);
  if (decision.effect === 'permit' || policy.settings.restrictedImages.mode === 'enforce') return decision;
  return { ...permit(policy, decision.rule, classification), audited: decision };
}

/** The rules for members, first match. `classification` is there exactly for Docker Hub; `known` is what the settings say of the namespace there. */
function applyRules(resource: Resource, policy: CompiledPolicy, classification: Classification | undefined, known: HubNamespace | undefined): Decision {
  const { restrictedImages } = policy.settings;
  if (!isRegistryAllowed(resource.registry, policy)) return deny(policy, 'registry-access', { kind: 'registry-not-allowed' }, classification);
  if (classification === undefined) return permit(policy, 'other-registry', undefined);
  if (!restrictedImages.enabled) return permit(policy, 'image-access-off', classification);
  if (restrictedImages.allowlist.enabled && isOnAllowlist(resource, policy, known)) return permit(policy, 'allowlist', classification);
  const { category } = classification;
  if (isCategoryAllowed(category, restrictedImages)) return permit(policy, 'category', classification);
  return deny(policy, 'category', { kind: 'category-not-allowed', category }, classification);
}

function isOnAllowlist({ repository }: Resource, policy: CompiledPolicy, known: HubNamespace | undefined): boolean {
  switch (known?.onAllowlist) {
    case undefined:
      return false;
    case 'everything':
      return true;
    case 'something': {
      const allowed = policy.allowlist.get(dockerHub);
      return allowed !== undefined && (allowed.repositories.has(repository) || isBelowAny(allowed.namespaces, repository));
    }
  }
}

function isCategoryAllowed(category: Category, images: RestrictedImages): boolean {
  switch (category) {
    case 'organization':
      return true;
    case 'official':
      return images.allowOfficialImages;
    case 'verified-publisher':
      return images.allowVerifiedPublishers;
    case 'sponsored-open-source':
      // Counts as community, as at Docker; an owner can allow it apart.
      return images.allowSponsoredOpenSource || images.allowCommunityImages;
    case 'community':
      return images.allowCommunityImages;
  }
}
