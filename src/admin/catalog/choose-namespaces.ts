// Which namespaces a refresh asks for: what is listed, what owners overrode, and what people asked for that nobody knows.
import type { ListedCatalog } from '../../core/policy/facts.ts';
import type { CatalogStore, StoredFinding } from './catalog.port.ts';

export interface ToChoose {
  readonly store: Pick<CatalogStore, 'namespacesAskedFor'>;
  readonly base: ListedCatalog;
  readonly overridden: readonly string[];
  readonly known: ReadonlyMap<string, StoredFinding>;
  readonly nowMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const lately = 30 * dayMs;
const recordsMax = 50_000;
/** At one a second a run takes a quarter of an hour. */
const namespacesMax = 1000;
/** Anybody can ask for any name: what is listed must not wait for it. */
const unknownMax = 200;

/** Whoever was not asked for longest comes first, among the listed ones and among the unknown ones. */
export async function chooseNamespaces({ store, base, overridden, known, nowMs }: ToChoose): Promise<readonly string[]> {
  const isListed = (namespace: string): boolean => base.entry(namespace) !== undefined || (known.get(namespace)?.category ?? null) !== null;
  const inForce = [...known.values()].filter(({ category }) => category !== null).map(({ namespace }) => namespace);
  const listed = new Set([...base.namespaces, ...inForce, ...overridden]);
  const asked = await store.namespacesAskedFor({ sinceMs: nowMs - lately, recordsMax });
  const unknown = asked.filter((namespace) => namespace !== 'library' && !isListed(namespace) && !listed.has(namespace));
  const seenAt = (namespace: string): number => known.get(namespace)?.seenAtMs ?? 0;
  const oldestFirst = (one: string, other: string): number => seenAt(one) - seenAt(other);
  const chosenUnknown = unknown.toSorted(oldestFirst).slice(0, unknownMax);
  return [...[...listed].toSorted(oldestFirst).slice(0, namespacesMax - chosenUnknown.length), ...chosenUnknown];
}
