// What a refresh found of Docker Hub's badges, laid over a catalog.
import type { CatalogEntry, ListedCatalog } from './facts.ts';

/** A badge in force. */
export interface CatalogFinding {
  readonly namespace: string;
  readonly category: CatalogEntry['category'];
  /** ISO date on which Docker Hub last said so. */
  readonly asOf: string;
}

/**
 * What was found goes before what the catalog says. That a namespace has no badge is told only of one that the catalog lists: of any
 * other it would tell that somebody had pulled it.
 */
export function layerCatalog(base: ListedCatalog, findings: readonly CatalogFinding[]): ListedCatalog {
  const found = new Map(findings.filter(({ namespace, category }) => category !== 'community' || base.entry(namespace) !== undefined).map((finding) => [finding.namespace, entryOf(finding)]));
  return {
    entry: (namespace) => found.get(namespace) ?? base.entry(namespace),
    namespaces: [...new Set([...base.namespaces, ...found.keys()])],
  };
}

const evidence = {
  'verified-publisher': 'refreshed: Docker Hub gives the badge verified_publisher',
  'sponsored-open-source': 'refreshed: Docker Hub gives the badge open_source',
  community: 'refreshed: Docker Hub gives no badge any more',
} as const satisfies Record<CatalogEntry['category'], string>;

function entryOf({ namespace, category, asOf }: CatalogFinding): CatalogEntry {
  return { category, source: { kind: 'catalog', namespace, evidence: evidence[category], asOf } };
}
