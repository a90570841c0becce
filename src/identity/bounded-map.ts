// A map that forgets what was not used for long, so that nobody can fill the memory with made-up keys.

export interface BoundedMap<Key, Value> {
  /** Counts as a use. */
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
  readonly delete: (key: Key) => void;
  readonly size: () => number;
}

/**
 * Holds `sizeMax` entries at most, and keeps at least the `sizeMax / 2` used last. Two generations: what is used moves to the young one, and
 * when that is half the size, the old one is dropped whole. (Deleting the first key of one Map again and again would cost ever more,
 * since a Map keeps the gaps that deletions leave.)
 */
export function createBoundedMap<Key, Value>(sizeMax: number): BoundedMap<Key, Value> {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();

  const set = (key: Key, value: Value): void => {
    old.delete(key);
    young.set(key, value);
    if (young.size < sizeMax / 2) return;
    old = young;
    young = new Map();
  };
  return {
    get(key) {
      const inYoung = young.get(key);
      if (inYoung !== undefined) return inYoung;
      const inOld = old.get(key);
      if (inOld !== undefined) set(key, inOld);
      return inOld;
    },
    set,
    delete(key) {
      young.delete(key);
      old.delete(key);
    },
    size: () => young.size + old.size,
  };
}
