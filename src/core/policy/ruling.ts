// Decisions as values, and what rules on pulls and on pushes have in common.
import { dockerHub } from '../image/reference.ts';
import type { Resource } from './access-request.ts';
import type { Classification } from './category.ts';
import { classify } from './classify.ts';
import type { Deny, DenyReason, Permit, RuleId } from './decision.ts';
import type { AccessFacts } from './facts.ts';
import type { CompiledPolicy } from './policy.ts';

export const notAMember: Deny = { effect: 'deny', rule: 'membership', reason: { kind: 'not-a-member' }, helpText: '' };

/** Registry access: whether the organization lets its members use this registry at all. */
export function isRegistryAllowed(registry: string, { settings: { registryAccess }, registries }: CompiledPolicy): boolean {
  if (!registryAccess.enabled) return true;
  if (registry === dockerHub) return registryAccess.dockerHubAllowed;
  return registries.get(registry.toLowerCase()) ?? false;
}

/** Undefined for other registries than Docker Hub. */
export function classifyHub(resource: Resource, policy: CompiledPolicy | undefined, facts: AccessFacts): Classification | undefined {
  return policy === undefined || resource.registry !== dockerHub ? undefined : classify(resource, policy, facts.catalog);
}

export function permit({ organization, revision }: CompiledPolicy, rule: RuleId, classification: Classification | undefined): Permit {
  // Written out twice: with one spread into the other a decision takes a quarter longer.
  return classification === undefined ? { effect: 'permit', rule, organization, revision } : { effect: 'permit', rule, organization, revision, classification };
}

export function deny(policy: CompiledPolicy | undefined, rule: RuleId, reason: DenyReason, classification?: Classification): Deny {
  if (policy === undefined) return { effect: 'deny', rule, reason, helpText: '' };
  const { organization, revision, settings } = policy;
  const { helpText } = settings.restrictedImages;
  return classification === undefined ? { effect: 'deny', rule, organization, revision, reason, helpText } : { effect: 'deny', rule, organization, revision, reason, helpText, classification };
}
