// Composes the refresh of the catalog, where it is switched on.
import { createOverriddenNamespaces } from './admin/catalog/overridden-namespaces.ts';
import { createCatalogRefresh } from './admin/catalog/refresh.ts';
import type { CatalogRefresh } from './admin/catalog/refresh.ts';
import type { ListedCatalog } from './core/policy/facts.ts';
import { createAskBadge } from './facts/ask-badge.ts';
import { now } from './parts.ts';
import type { Parts } from './parts.ts';
import type { SqliteStore } from './store/sqlite/open-sqlite-store.ts';

/** Undefined while it is switched off. Nothing is asked before `schedule`. */
export function openCatalogRefresh({ config, log, closers }: Parts, { store, catalog, version }: { readonly store: SqliteStore; readonly catalog: ListedCatalog; readonly version: string }): CatalogRefresh | undefined {
  const { isEnabled, address, apply, intervalMs } = config.catalogRefresh;
  if (!isEnabled) return undefined;
  const askBadge = createAskBadge({ address, userAgent: `pullgate/${version}`, now });
  const refresh = createCatalogRefresh({ store, askBadge, base: catalog, overridden: createOverriddenNamespaces({ store }), apply, intervalMs, now, log });
  closers.defer(() => refresh.close());
  return refresh;
}
