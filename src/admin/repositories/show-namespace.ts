// GET /v2/orgs/{namespace}: Docker Hub's address for an organization and for its badge alike.
import type { HubNamespace } from '../../contract/repositories.ts';
import { wireClassificationSource } from '../../contract/wire-classification.ts';
import type { ClassifyNamespace, NamespaceFacts } from '../classify-namespace.ts';
import { readHubNamespace } from '../hub-namespace.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { OrganizationStore } from '../organizations/organizations.port.ts';
import { wireHubOrganization } from '../wire-hub-organization.ts';
import { wireOrganization } from '../wire-organization.ts';

export interface ShowHubNamespaceOptions {
  readonly store: Pick<OrganizationStore, 'organizationMadeAt'>;
  readonly classifyNamespace: ClassifyNamespace;
}

/** An organization that is not the caller's is what the catalog makes of its name: like any other namespace, or not there. */
export function createShowHubNamespace({ store, classifyNamespace }: ShowHubNamespaceOptions): Operation<'showHubNamespace'> {
  return async ({ caller, params }) => {
    const name = params.namespace.toLowerCase();
    const namespace = readHubNamespace(name);
    const membership = caller.memberships.find(({ organization }) => organization === name);
    if (namespace === undefined) throw notFound('organization');
    const facts = await classifyNamespace(caller, namespace);
    const added = { badge: facts.badge, ...classified(facts) };
    if (membership !== undefined) return { body: { ...wireOrganization({ ...membership, madeAtMs: await store.organizationMadeAt(name) }), ...added } };
    const { category } = facts.classification;
    if (category === 'community') throw notFound('organization');
    return { body: { ...wireHubOrganization(namespace, 'namespace'), ...added } };
  };
}

function classified({ classification: { category, source }, asOf }: NamespaceFacts): Pick<HubNamespace, 'category' | 'source' | 'as_of'> {
  return { category, source: wireClassificationSource(source), as_of: asOf };
}
