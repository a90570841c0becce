// What was pulled of Docker Hub, as far as the caller may read the records.
import type { Caller } from '../caller.ts';
import type { PullTally, PullTallyStore, TallyQuery } from '../pull-tallies.port.ts';

/** The newest records of each organization are looked at, so that no request takes long. */
const recordsMax = 50_000;

export interface KnownTag {
  readonly name: string;
  readonly pulls: number;
  readonly lastAtMs: number;
  /** Null: not known. */
  readonly digest: string | null;
}

export interface KnownRepository {
  /** Without its namespace. */
  readonly name: string;
  readonly pulls: number;
  readonly lastAtMs: number;
  readonly tags: readonly KnownTag[];
}

export type FindKnownPulls = (caller: Pick<Caller, 'name' | 'memberships'>, hub: NonNullable<TallyQuery['hub']>) => Promise<readonly KnownRepository[]>;

/** Owners see what anybody of their organization pulled, everybody else what they pulled themselves. */
export function createFindKnownPulls({ store }: { readonly store: PullTallyStore }): FindKnownPulls {
  return async ({ name, memberships }, hub) => {
    const found = new Map<string, PullTally>();
    for (const { organization, role } of memberships) {
      const { tallies } = await store.tallyPulls(organization, { sinceMs: 0, recordsMax, hub, isGivenOut: true, byTag: true, ...(role === 'owner' ? {} : { subjectName: name }) });
      for (const tally of tallies) keepGreater(found, tally);
    }
    return gather([...found.values()], hub.namespace.length + 1);
  };
}

/** Whoever is in two organizations has records in both: they are the same. */
function keepGreater(found: Map<string, PullTally>, tally: PullTally): void {
  const key = JSON.stringify([tally.subjectKind, tally.subjectId, tally.repository, tally.tag]);
  const known = found.get(key);
  if (known === undefined || known.requests < tally.requests) found.set(key, tally);
}

function gather(tallies: readonly PullTally[], prefixLength: number): readonly KnownRepository[] {
  const byRepository = Map.groupBy(tallies, ({ repository }) => repository);
  return [...byRepository].map(([repository, all]) => ({ name: repository.slice(prefixLength), ...sumOf(all), tags: tagsOf(all) })).toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function tagsOf(tallies: readonly PullTally[]): readonly KnownTag[] {
  const tagged = tallies.flatMap((tally) => (tally.tag === null ? [] : [{ ...tally, tag: tally.tag }]));
  return [...Map.groupBy(tagged, ({ tag }) => tag)]
    .map(([name, all]) => {
      const [newest] = all.toSorted((one, other) => other.lastAtMs - one.lastAtMs);
      return { name, ...sumOf(all), digest: newest?.digest ?? null };
    })
    .toSorted((one, other) => other.lastAtMs - one.lastAtMs || (one.name < other.name ? -1 : 1));
}

function sumOf(tallies: readonly PullTally[]): { readonly pulls: number; readonly lastAtMs: number } {
  return { pulls: tallies.reduce((sum, { requests }) => sum + requests, 0), lastAtMs: Math.max(...tallies.map(({ lastAtMs }) => lastAtMs)) };
}
