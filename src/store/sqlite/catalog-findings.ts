// The badges in force because of a refresh, for the gateway's snapshot and for the admin API alike.
import type { CatalogFinding } from '../../core/policy/layered-catalog.ts';
import type { Database } from './database.ts';
import { integer, oneOf, text } from './row.ts';

const catalogCategories = ['verified-publisher', 'sponsored-open-source', 'community'] as const;

/** To be called within `database.read`; what was read stays known until the next refresh is stored. */
export function readCatalogFindings(database: Database): () => readonly CatalogFinding[] {
  const version = database.prepare('SELECT version FROM catalog_refresh');
  const findings = database.prepare('SELECT namespace, category, confirmed_at_ms FROM catalog_findings WHERE category IS NOT NULL AND confirmed_at_ms IS NOT NULL');
  let known: { readonly version: number; readonly findings: readonly CatalogFinding[] } | undefined;
  return () => {
    const now = integer(version.get() ?? {}, 'version');
    if (known?.version === now) return known.findings;
    const read = findings.all().map((row) => ({
      namespace: text(row, 'namespace'),
      category: oneOf(row, 'category', catalogCategories),
      asOf: new Date(integer(row, 'confirmed_at_ms')).toISOString().slice(0, '2026-01-01'.length),
    }));
    known = { version: now, findings: read };
    return read;
  };
}
