// GET /v2/orgs/{org}/catalog/{namespace}
import { wireClassificationSource } from '../../contract/wire-classification.ts';
import { dockerHub } from '../../core/image/reference.ts';
import { classify } from '../../core/policy/classify.ts';
import type { FindPolicy } from '../compiled-policies.ts';
import type { FindCatalog } from '../current-catalog.ts';
import { requireHubNamespace } from '../hub-namespace.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { badgeOf } from './badge-of.ts';

export interface ShowCatalogEntryOptions {
  readonly findPolicy: FindPolicy;
  readonly findCatalog: FindCatalog;
}

export function createShowCatalogEntry({ findPolicy, findCatalog }: ShowCatalogEntryOptions): Operation<'showCatalogEntry'> {
  return async ({ membership, params }) => {
    const namespace = requireHubNamespace(params.namespace);
    const [policy, catalog] = await Promise.all([findPolicy(membership.organization), findCatalog()]);
    if (policy === undefined) throw notFound('organization');
    // Every repository of a namespace is of one category, so any will do.
    const { category, source } = classify({ registry: dockerHub, repository: `${namespace}/any` }, policy, catalog);
    return { body: { namespace, category, badge: badgeOf(catalog, namespace), source: wireClassificationSource(source) } };
  };
}
