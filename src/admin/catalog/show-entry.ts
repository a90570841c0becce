// GET /v2/orgs/{org}/catalog/{namespace}
import { InvalidPattern, parseNamespace } from '../../core/image/pattern.ts';
import { dockerHub } from '../../core/image/reference.ts';
import { classify } from '../../core/policy/classify.ts';
import type { Catalog } from '../../core/policy/facts.ts';
import type { FindPolicy } from '../compiled-policies.ts';
import type { Operation } from '../operation.ts';
import { invalidRequest, notFound } from '../problem.ts';
import { wireClassificationSource } from '../../contract/wire-classification.ts';

export interface ShowCatalogEntryOptions {
  readonly findPolicy: FindPolicy;
  readonly catalog: Catalog;
}

/** Docker Official Images: in no list, because the namespace is the badge. */
const officialNamespace = 'library';

export function createShowCatalogEntry({ findPolicy, catalog }: ShowCatalogEntryOptions): Operation<'showCatalogEntry'> {
  return async ({ membership, params }) => {
    const namespace = parseDockerHubNamespace(params.namespace);
    const policy = await findPolicy(membership.organization);
    if (policy === undefined) throw notFound('organization');
    // Every repository of a namespace is of one category, so any will do.
    const { category, source } = classify({ registry: dockerHub, repository: `${namespace}/any` }, policy, catalog);
    return {
      body: {
        namespace,
        category,
        badge: namespace === officialNamespace ? 'official' : (catalog.entry(namespace)?.category ?? null),
        source: wireClassificationSource(source),
      },
    };
  };
}

function parseDockerHubNamespace(text: string): string {
  try {
    const { registry, namespace } = parseNamespace(text);
    if (registry === dockerHub) return namespace;
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
  }
  throw invalidRequest({ namespace: ['must be a namespace of Docker Hub, such as bitnami'] });
}
