// What a namespace of Docker Hub is to somebody who asks from no organization in particular: their organizations' own, or what the catalog says.
import { dockerHub } from '../core/image/reference.ts';
import type { Classification } from '../core/policy/category.ts';
import { officialNamespace } from '../core/policy/classify.ts';
import type { CatalogEntry } from '../core/policy/facts.ts';
import type { Caller } from './caller.ts';
import type { FindPolicy } from './compiled-policies.ts';
import type { FindCatalog } from './current-catalog.ts';

export interface NamespaceFacts {
  readonly classification: Classification;
  /** As Docker Hub writes it. */
  readonly badge: 'verified_publisher' | 'open_source' | '';
  /** ISO date, or the time of an override; null: of none. */
  readonly asOf: string | null;
}

export type ClassifyNamespace = (caller: Pick<Caller, 'memberships'>, namespace: string) => Promise<NamespaceFacts>;

const hubBadge = { 'verified-publisher': 'verified_publisher', 'sponsored-open-source': 'open_source', community: '' } as const satisfies Record<CatalogEntry['category'], string>;

/** Overrides are an organization's own and have no say here; that another organization of this installation has a namespace is not told. */
export function createClassifyNamespace({ findPolicy, findCatalog }: { readonly findPolicy: FindPolicy; readonly findCatalog: FindCatalog }): ClassifyNamespace {
  return async ({ memberships }, namespace) => {
    const entry = (await findCatalog()).entry(namespace);
    const badge = entry === undefined ? '' : hubBadge[entry.category];
    for (const { organization } of memberships) {
      const own = (await findPolicy(organization))?.namespaces.get(dockerHub)?.get(namespace);
      if (own !== undefined) return { classification: own, badge, asOf: null };
    }
    if (namespace === officialNamespace) return { classification: { category: 'official', source: { kind: 'library' } }, badge: '', asOf: null };
    return { classification: entry ?? { category: 'community', source: { kind: 'unlisted' } }, badge, asOf: entry?.source.asOf ?? null };
  };
}
