// Puts newly arrived records into the list that is shown, each once and in the API's order.

interface Placed {
  readonly id: string;
  readonly time: string;
}

/** Newest first, as the API lists: by time, then by id. */
function isNewer(one: Placed, other: Placed): boolean {
  return one.time === other.time ? one.id > other.id : one.time > other.time;
}

/** Both lists are in the API's order, newest first; what is in both is taken from the first. */
export function mergePulls<Pull extends Placed>(arrived: readonly Pull[], listed: readonly Pull[]): readonly Pull[] {
  if (arrived.length === 0) return listed;
  const known = new Set(arrived.map(({ id }) => id));
  const merged: Pull[] = [];
  let next = 0;
  for (const [index, pull] of listed.entries()) {
    for (let newer = arrived[next]; newer !== undefined && isNewer(newer, pull); newer = arrived[next]) {
      merged.push(newer);
      next += 1;
    }
    if (next === arrived.length) return [...merged, ...listed.slice(index).filter(({ id }) => !known.has(id))];
    if (!known.has(pull.id)) merged.push(pull);
  }
  return [...merged, ...arrived.slice(next)];
}

export interface Arrivals<Pull extends Placed> {
  readonly pulls: readonly Pull[];
  /** None of the newest is known: others between them and the list may be missing, so that it is to be read anew. */
  readonly isGap: boolean;
}

/** Which of the `newest` records are not in the list yet. `hasOlder`: the newest are not all that there are. */
export function arrivalsOf<Pull extends Placed>(newest: readonly Pull[], listed: readonly Pull[], hasOlder: boolean): Arrivals<Pull> {
  const oldest = newest.at(-1);
  if (oldest === undefined) return { pulls: [], isGap: false };
  // Only as far as the newest reach: the list may have a hundred thousand.
  const known = new Set<string>();
  for (const pull of listed) {
    if (isNewer(oldest, pull)) break;
    known.add(pull.id);
  }
  return { pulls: newest.filter(({ id }) => !known.has(id)), isGap: hasOlder && known.size === 0 };
}
