// The badge that the catalog alone gives a namespace.
import type { CatalogEntry } from '../../contract/catalog.ts';
import { officialNamespace } from '../../core/policy/classify.ts';
import type { Catalog } from '../../core/policy/facts.ts';

/** Docker Official Images are in no list: their namespace is the badge. Null: none is known, or it is gone. */
export function badgeOf(catalog: Catalog, namespace: string): CatalogEntry['badge'] {
  if (namespace === officialNamespace) return 'official';
  const category = catalog.entry(namespace)?.category;
  return category === undefined || category === 'community' ? null : category;
}
