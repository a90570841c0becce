// Which of the five types of image on Docker Hub a repository is, and why.
import { dockerHub } from '../image/reference.ts';
import type { Resource } from './access-request.ts';
import type { Classification } from './category.ts';
import type { Catalog } from './facts.ts';
import { hubNamespaceOf } from './namespace.ts';
import type { CompiledPolicy } from './policy.ts';

/** Docker Official Images live here, and nothing else does. */
export const officialNamespace = 'library';

const official: Classification = { category: 'official', source: { kind: 'library' } };
const unlisted: Classification = { category: 'community', source: { kind: 'unlisted' } };

/**
 * Classifies a repository of Docker Hub as the organization sees it: its own namespaces first, then what an owner said of
 * the namespace, then the catalog. What nobody knows to be better is community. Allocates nothing: it runs on every pull.
 */
export function classify(resource: Resource, policy: CompiledPolicy, catalog: Catalog): Classification {
  const namespace = hubNamespaceOf(resource.repository);
  if (namespace === undefined) return unlisted;
  if (namespace === officialNamespace) return official;
  return policy.namespaces.get(dockerHub)?.get(namespace) ?? policy.overrides.get(namespace) ?? catalog.entry(namespace) ?? unlisted;
}
