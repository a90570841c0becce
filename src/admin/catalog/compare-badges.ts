// What answers of Docker Hub change in the catalog, and whether they may.
import type { BadgeAnswer } from '../../facts/ask-badge.ts';
import type { CatalogEntry, ListedCatalog } from '../../core/policy/facts.ts';
import type { Drift, StoredFinding } from './catalog.port.ts';

type CatalogCategory = CatalogEntry['category'];
type Answered = Extract<BadgeAnswer, { kind: 'organization' | 'none' }>;

export interface ToCompare {
  readonly answers: ReadonlyMap<string, Answered>;
  /** Under everything that was found. */
  readonly base: ListedCatalog;
  readonly known: ReadonlyMap<string, StoredFinding>;
  /** `accept`: however much it is. */
  readonly apply: 'report' | 'apply' | 'accept';
  readonly atMs: number;
}

export interface Compared {
  readonly findings: readonly StoredFinding[];
  readonly drift: readonly Drift[];
  /** Too much to be believed: nothing of it takes effect. */
  readonly isHeld: boolean;
}

/** So many may change at once, or this share of those that answered, whichever is more. */
const changesMax = 5;
const changedShareMax = 0.1;

/**
 * A badge that was gained, lost or changed is drift. It takes effect unless it is only to be told, or so much changes at once
 * that a wrong address is likelier than so many changes at Docker Hub.
 */
export function compareBadges({ answers, base, known, apply, atMs }: ToCompare): Compared {
  const inForce = (namespace: string): CatalogCategory => known.get(namespace)?.category ?? base.entry(namespace)?.category ?? 'community';
  const changes = [...answers].filter(([namespace, answer]) => inForce(namespace) !== categoryOf(answer));
  const isHeld = apply === 'apply' && changes.length > Math.max(changesMax, answers.size * changedShareMax);
  const isApplied = apply !== 'report' && !isHeld;
  const drift = changes.map(([namespace, answer]): Drift => ({ namespace, atMs, before: inForce(namespace), after: categoryOf(answer), isApplied }));
  const findings = [...answers].map(([namespace, answer]): StoredFinding => {
    const before = known.get(namespace);
    const said = categoryOf(answer);
    const finding = { namespace, badge: answer.kind === 'none' ? 'none' : answer.badge, firstSeenAtMs: before?.firstSeenAtMs ?? atMs, seenAtMs: atMs };
    if (said !== inForce(namespace) && !isApplied) return { ...finding, category: before?.category ?? null, confirmedAtMs: before?.confirmedAtMs ?? null };
    // What no catalog lists is community without being told, and a later catalog may list it.
    const isUntold = said === 'community' && base.entry(namespace) === undefined;
    return { ...finding, category: isUntold ? null : said, confirmedAtMs: isUntold ? null : atMs };
  });
  return { findings, drift, isHeld };
}

/** A badge that is not known is none. */
function categoryOf(answer: Answered): CatalogCategory {
  if (answer.kind === 'none') return 'community';
  switch (answer.badge) {
    case 'verified_publisher':
      return 'verified-publisher';
    case 'open_source':
      return 'sponsored-open-source';
    default:
      return 'community';
  }
}
