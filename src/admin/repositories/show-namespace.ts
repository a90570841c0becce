// GET /v2/orgs/{namespace}: Docker Hub's address for an organization and for its badge alike.
import { createHash } from 'node:crypto';
import type { HubNamespace } from '../../contract/repositories.ts';
import { wireClassificationSource } from '../../contract/wire-classification.ts';
import type { ClassifyNamespace, NamespaceFacts } from '../classify-namespace.ts';
import { readHubNamespace } from '../hub-namespace.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { OrganizationStore } from '../organizations/organizations.port.ts';
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
    return { body: { ...emptyOrganization(namespace), ...added } };
  };
}

function classified({ classification: { category, source }, asOf }: NamespaceFacts): Pick<HubNamespace, 'category' | 'source' | 'as_of'> {
  return { category, source: wireClassificationSource(source), as_of: asOf };
}

/** Docker Hub's own id is not known: one is made of the name. */
function emptyOrganization(namespace: string): Omit<HubNamespace, 'badge' | 'category' | 'source' | 'as_of'> {
  const id = createHash('sha256').update(`namespace ${namespace}`).digest('hex').slice(0, 32);
  return {
    id,
    uuid: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    orgname: namespace,
    full_name: '',
    company: '',
    location: '',
    profile_url: '',
    gravatar_email: '',
    gravatar_url: '',
    type: 'Organization',
    is_active: true,
    date_joined: null,
  };
}
