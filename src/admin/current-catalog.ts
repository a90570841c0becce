// The catalog as the gateway has it: what was shipped or configured, and what refreshes found laid over it.
import type { ListedCatalog } from '../core/policy/facts.ts';
import { layerCatalog } from '../core/policy/layered-catalog.ts';
import type { CatalogStore } from './catalog/catalog.port.ts';

export type FindCatalog = () => Promise<ListedCatalog>;

/** Lays it anew only after a refresh. */
export function createFindCatalog({ store, base }: { readonly store: Pick<CatalogStore, 'catalogVersion' | 'catalogFindings'>; readonly base: ListedCatalog }): FindCatalog {
  let known: { readonly version: number; readonly catalog: ListedCatalog } | undefined;
  return async () => {
    const version = await store.catalogVersion();
    if (known?.version !== version) known = { version, catalog: layerCatalog(base, await store.catalogFindings()) };
    return known.catalog;
  };
}
