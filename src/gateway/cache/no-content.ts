// The content store of a cache that is off: nothing is in it, and nothing gets in.
import type { ContentStore } from './content-store.ts';
import { StorageFailed } from './storage-failed.ts';

export const noContent: ContentStore = {
  read: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  lease: () => undefined,
  fetch: () => Promise.reject(new StorageFailed('the cache is off')),
  isInFlight: () => false,
  flightCount: () => 0,
  has: () => false,
  size: () => undefined,
  isLeased: () => false,
  remove: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
