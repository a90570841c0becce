// Which of the five types of image on Docker Hub a repository is, and why.
import type { Resource } from './access-request.ts';
import type { Classification } from './category.ts';
import type { Catalog } from './facts.ts';
import { hubNamespaceOf } from './namespace.ts';
import type { CompiledPolicy, HubNamespace } from './policy.ts';

/** Docker Official Images live here, and nothing else does. */
export const officialNamespace = 'library';

export const official: Classification = { category: 'official', source: { kind: 'library' } };
const unlisted: Classification = { category: 'community', source: { kind: 'unlisted' } };

/**
 * Classifies a repository of Docker Hub as the organization sees it: its own namespaces first, then what an owner said of
 * the namespace, then the catalog. What nobody knows to be better is community.
 */
export function classify(resource: Resource, policy: CompiledPolicy, catalog: Catalog): Classification {
  const namespace = hubNamespaceOf(resource.repository);
  return classifyNamespace(namespace, namespace === undefined ? undefined : policy.hub.get(namespace), catalog);
}

/** As classify, once `known`, what the settings say of the namespace, was looked up. Allocates nothing: it runs on every pull. */
export function classifyNamespace(namespace: string | undefined, known: HubNamespace | undefined, catalog: Catalog): Classification {
  if (namespace === undefined) return unlisted;
  return known?.classification ?? catalog.entry(namespace) ?? unlisted;
}
