// The same policy said to Cedar, in the way that suits it best: policies parsed beforehand, and with each request only the entities it needs.
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { EntityJson, StatefulAuthorizationCall, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';
import type { AccessRequest } from '../../src/core/policy/access-request.ts';
import { officialNamespace } from '../../src/core/policy/classify.ts';
import { parseNamespace, parsePattern } from '../../src/core/image/pattern.ts';
import type { Catalog } from '../../src/core/policy/facts.ts';
import type { OrganizationSettings } from '../../src/core/policy/settings.ts';

const policySetId = 'bench';

/** What docs/policy.md says of members and owners, rule by rule. */
const policies = `
permit(principal in Role::"owner", action == Action::"pull", resource);
forbid(principal in Role::"member", action == Action::"pull", resource) unless { resource in Registries::"allowed" };
permit(principal in Role::"member", action == Action::"pull", resource) unless { resource in Registry::"docker.io" };
permit(principal in Role::"member", action == Action::"pull", resource in Allowlist::"acme");
permit(principal in Role::"member", action == Action::"pull", resource in Category::"organization");
permit(principal in Role::"member", action == Action::"pull", resource in Category::"official");
permit(principal in Role::"member", action == Action::"pull", resource in Category::"verified-publisher");
`;

export type CedarCall = StatefulAuthorizationCall;

/** Parses the policies once. @throws Error when Cedar finds fault with them */
export function prepareCedar(): void {
  const answer = preparsePolicySet(policySetId, { staticPolicies: policies });
  if (answer.type === 'failure') throw new Error(`Cedar does not take the policies: ${JSON.stringify(answer.errors)}`);
}

/** Whether Cedar permits. @throws Error when it cannot decide */
export function isAuthorized(call: CedarCall): boolean {
  const answer = statefulIsAuthorized(call);
  if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0) throw new Error(`Cedar could not decide: ${JSON.stringify(answer)}`);
  return answer.response.decision === 'allow';
}

/** Makes the calls for requests: what the look-up of entities would cost is not counted against Cedar. */
export function createCedarCalls({ settings, catalog }: { readonly settings: OrganizationSettings; readonly catalog: Catalog }): (request: AccessRequest) => CedarCall {
  const allowlist = settings.restrictedImages.allowlist.repositories.map((text) => parsePattern(text));
  const listedRepositories = new Set(allowlist.flatMap((pattern) => (pattern.kind === 'repository' ? [pattern.repository] : [])));
  const listedNamespaces = new Set(allowlist.flatMap((pattern) => (pattern.kind === 'namespace' ? [pattern.namespace] : [])));
  const ownNamespaces = new Set(settings.namespaces.map((text) => parseNamespace(text).namespace));
  const allowedRegistries = new Set(settings.registryAccess.customRegistries.filter(({ allowed }) => allowed).map(({ address }) => address));
  if (settings.registryAccess.dockerHubAllowed) allowedRegistries.add('docker.io');

  const categoryOf = (namespace: string): string => {
    if (namespace === officialNamespace) return 'official';
    return ownNamespaces.has(namespace) ? 'organization' : (catalog.entry(namespace)?.category ?? 'community');
  };
  const namespaceEntity = (registry: string, namespace: string): EntityJson => {
    const parents = [uid('Registry', registry)];
    if (registry === 'docker.io') parents.push(uid('Category', categoryOf(namespace)), ...(listedNamespaces.has(namespace) ? [uid('Allowlist', 'acme')] : []));
    return entity(uid('Namespace', `${registry}/${namespace}`), parents);
  };
  return ({ subject, resource: { registry, repository } }) => {
    const name = subject.kind === 'user' ? subject.name : '';
    const namespace = repository.split('/')[0] ?? '';
    const principal = uid('User', name);
    const resource = uid('Repository', `${registry}/${repository}`);
    const isListed = registry === 'docker.io' && listedRepositories.has(repository);
    const entities = [
      entity(principal, [uid('Role', 'member')]),
      entity(resource, [uid('Namespace', `${registry}/${namespace}`), ...(isListed ? [uid('Allowlist', 'acme')] : [])]),
      namespaceEntity(registry, namespace),
      entity(uid('Registry', registry), allowedRegistries.has(registry) ? [uid('Registries', 'allowed')] : []),
    ];
    return { principal, action: uid('Action', 'pull'), resource, context: {}, preparsedPolicySetId: policySetId, entities };
  };
}

function uid(type: string, id: string): TypeAndId {
  return { type, id };
}

function entity(name: TypeAndId, parents: TypeAndId[]): EntityJson {
  return { uid: name, attrs: {}, parents };
}
