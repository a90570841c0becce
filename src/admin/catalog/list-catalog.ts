// GET /v2/orgs/{org}/catalog: what is classified how, in the organization's eyes, since when, and what changed.
import type { CatalogPage, ListedCatalogEntry } from '../../contract/catalog.ts';
import { wireClassificationSource } from '../../contract/wire-classification.ts';
import { dockerHub } from '../../core/image/reference.ts';
import { classify, officialNamespace } from '../../core/policy/classify.ts';
import type { ListedCatalog } from '../../core/policy/facts.ts';
import type { CompiledPolicy } from '../../core/policy/policy.ts';
import type { FindPolicy } from '../compiled-policies.ts';
import type { FindCatalog } from '../current-catalog.ts';
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { notFound } from '../problem.ts';
import { badgeOf } from './badge-of.ts';
import type { CatalogStore, Drift } from './catalog.port.ts';

export interface ListCatalogOptions {
  readonly store: Pick<CatalogStore, 'appliedDrift'>;
  readonly findPolicy: FindPolicy;
  readonly findCatalog: FindCatalog;
  readonly now: () => number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Evidence that is older is no longer taken for fresh. */
const freshMs = 183 * dayMs;

export function createListCatalog({ store, findPolicy, findCatalog, now }: ListCatalogOptions): Operation<'listCatalog'> {
  return async ({ membership, query, address }) => {
    const [policy, catalog, drifted] = await Promise.all([findPolicy(membership.organization), findCatalog(), store.appliedDrift()]);
    if (policy === undefined) throw notFound('organization');
    const drift = new Map(drifted.map((each) => [each.namespace, each]));
    const entries = namespacesOf(policy, catalog)
      .filter((namespace) => namespace.includes(query.search?.toLowerCase() ?? ''))
      .map((namespace) => listedEntry(namespace, { policy, catalog, drift: drift.get(namespace), nowMs: now() }))
      .filter(({ category, source, stale }) => (query.category ?? category) === category && (query.source ?? source.kind) === source.kind && (query.stale ?? stale) === stale);
    const { limit, offset } = pageBounds(query);
    const body: CatalogPage = { count: entries.length, ...pageLinks(address, entries.length, query), results: entries.slice(offset, offset + limit) };
    return { body };
  };
}

function namespacesOf(policy: CompiledPolicy, catalog: ListedCatalog): readonly string[] {
  const own = policy.namespaces.get(dockerHub)?.keys() ?? [];
  return [...new Set([officialNamespace, ...own, ...policy.overrides.keys(), ...catalog.namespaces])].toSorted();
}

interface Listing {
  readonly policy: CompiledPolicy;
  readonly catalog: ListedCatalog;
  readonly drift: Drift | undefined;
  readonly nowMs: number;
}

function listedEntry(namespace: string, { policy, catalog, drift, nowMs }: Listing): ListedCatalogEntry {
  const { category, source } = classify({ registry: dockerHub, repository: `${namespace}/any` }, policy, catalog);
  const asOf = source.kind === 'catalog' ? source.asOf : source.kind === 'override' ? source.at : null;
  return {
    namespace,
    category,
    badge: badgeOf(catalog, namespace),
    source: wireClassificationSource(source),
    as_of: asOf,
    stale: source.kind === 'catalog' && (asOf === null || Date.parse(asOf) < nowMs - freshMs),
    drift: drift === undefined ? null : { before: drift.before, after: drift.after, at: new Date(drift.atMs).toISOString() },
  };
}
