// What refreshes of the catalog found, and what they changed.
import type { Act } from '../../audit/activity.port.ts';
import type { CatalogEntry } from '../../core/policy/facts.ts';
import type { CatalogFinding } from '../../core/policy/layered-catalog.ts';

/** What Docker Hub said of a namespace: its badge, '' for an organization without one, 'none' for no organization. */
export interface StoredFinding {
  readonly namespace: string;
  readonly badge: string;
  /** In force because of a refresh; null: whatever the catalog says. */
  readonly category: CatalogEntry['category'] | null;
  readonly firstSeenAtMs: number;
  readonly seenAtMs: number;
  /** When Docker Hub last said what is in force. */
  readonly confirmedAtMs: number | null;
}

/** A category that Docker Hub no longer gives, or gives anew. */
export interface Drift {
  readonly namespace: string;
  readonly atMs: number;
  readonly before: CatalogEntry['category'];
  readonly after: CatalogEntry['category'];
  /** False: only told. */
  readonly isApplied: boolean;
}

export interface RefreshRun {
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  /** `held`: done, and it changed so much that nothing of it took effect. */
  readonly outcome: 'done' | 'held' | 'limited' | 'failed' | 'stopped';
  /** What kept it from its end, or from taking effect; null: nothing. */
  readonly problem: string | null;
  readonly asked: number;
  readonly answered: number;
  readonly drifted: number;
}

export interface CatalogStore {
  /** Grows with every refresh that was stored. */
  catalogVersion(): Promise<number>;
  /** What is in force. */
  catalogFindings(): Promise<readonly CatalogFinding[]>;
  /** Everything that was ever asked for. */
  storedFindings(): Promise<readonly StoredFinding[]>;
  /** All of a run, or nothing: what was found replaces what was known of the namespace. A drift that was told before and still is there is not told again. */
  storeRefresh(refresh: { readonly run: RefreshRun; readonly findings: readonly StoredFinding[]; readonly drift: readonly Drift[] }, act: Act): Promise<void>;
  lastRefresh(): Promise<RefreshRun | undefined>;
  /** Newest first. */
  listDrift(limit: number): Promise<readonly Drift[]>;
  /** The last drift of each namespace that took effect. */
  appliedDrift(): Promise<readonly Drift[]>;
  /** Namespaces of Docker Hub, other than the organizations' own, that somebody asked for since then, the newest first, in at most so many records. */
  namespacesAskedFor(query: { readonly sinceMs: number; readonly recordsMax: number }): Promise<readonly string[]>;
}
