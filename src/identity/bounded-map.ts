// A map that forgets what was used longest ago, so that nobody can fill the memory with made-up keys.

export interface BoundedMap<Key, Value> {
  /** Counts as a use. */
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
  readonly delete: (key: Key) => void;
  readonly size: () => number;
}

export function createBoundedMap<Key, Value>(sizeMax: number): BoundedMap<Key, Value> {
  // A Map iterates in the order of insertion: the first key is the one used longest ago.
  const entries = new Map<Key, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= sizeMax) break;
        entries.delete(oldest);
      }
    },
    delete: (key) => void entries.delete(key),
    size: () => entries.size,
  };
}
