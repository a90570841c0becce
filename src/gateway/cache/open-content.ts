// Opens the content store of a cache folder, which this process alone may write to (own-folder.ts).
import { mkdir, rm } from 'node:fs/promises';
import type { Digest } from '../../core/image/digest.ts';
import type { Log } from '../../telemetry/log.ts';
import { createHolds, leaseWhole } from './blob-lease.ts';
import type { CacheIndex } from './cache-index.port.ts';
import { createContentInPlace } from './content-in-place.ts';
import type { BlobLease } from './content-source.port.ts';
import type { ContentStore, StoreRoom } from './content-store.ts';
import { createFlights } from './flights.ts';
import { createHashThread } from './hash-thread.ts';
import type { HashThread } from './hash-thread.ts';
import { createIncomingNames } from './incoming-names.ts';
import { createKeep } from './keep-content.ts';
import { cachePaths } from './path.ts';
import type { CachePaths } from './path.ts';
import { createReadContent } from './read-content.ts';
import { createUses } from './uses.ts';

const ownerOnly = 0o700;
/** Before each attempt to go on with a blob whose connection broke, counted from the last progress. */
const resumePausesMs = [200, 1000, 3000];

export interface ContentStoreOptions {
  readonly folder: string;
  readonly index: Pick<CacheIndex, 'content' | 'addContent' | 'removeContent' | 'touch'>;
  readonly room: StoreRoom;
  readonly now: () => number;
  readonly log: Log;
  /** Before each attempt to go on with a blob whose connection broke, counted from the last progress; a few seconds in all unless given. */
  readonly pausesMs?: readonly number[];
  /** Ends with the store. A thread of its own unless given. */
  readonly hashThread?: HashThread;
}

/** Removes what an earlier process was writing. Never rejects for disk trouble: the room is told, and what is in place is served all the same. */
export async function openContentStore({ folder, index, room, now, log, pausesMs = resumePausesMs, hashThread = createHashThread() }: ContentStoreOptions): Promise<ContentStore> {
  const paths = cachePaths(folder);
  await prepareFolders(paths).catch((error: unknown) => room.failed(error));
  const inPlace = createContentInPlace({ paths, index, room, log });
  const holds = createHolds();
  const uses = createUses({ index, room, now });
  const newIncomingFile = createIncomingNames(paths.incomingFolder);
  const flights = createFlights({ paths, newIncomingFile, inPlace, holds, room, hashThread, now, log, pausesMs });

  const leaseInPlace = (digest: Digest): BlobLease | undefined => {
    const content = inPlace.find(digest);
    if (content === undefined) return undefined;
    uses.used(digest);
    return leaseWhole({ file: paths.contentFile(digest), size: content.size, release: holds.hold(digest) });
  };
  return {
    read: createReadContent({ paths, inPlace, uses, room, log }),
    keep: createKeep({ paths, newIncomingFile, inPlace, room, now }),
    lease: (digest) => flights.lease(digest) ?? leaseInPlace(digest),
    fetch: async (digest, fetch, registry) => {
      const lease = flights.isInFlight(digest) ? undefined : leaseInPlace(digest);
      return lease === undefined ? flights.fetch(digest, fetch, registry) : { lease, isCollapsed: true };
    },
    isInFlight: flights.isInFlight,
    flightCount: flights.flightCount,
    has: (digest) => inPlace.find(digest) !== undefined,
    size: (digest) => flights.size(digest) ?? inPlace.find(digest)?.size,
    isLeased: holds.isHeld,
    remove: inPlace.remove,
    close: async () => {
      await flights.close();
      uses.flush();
    },
  };
}

async function prepareFolders({ incomingFolder, contentFolder }: CachePaths): Promise<void> {
  await rm(incomingFolder, { recursive: true, force: true });
  for (const folder of [incomingFolder, contentFolder]) await mkdir(folder, { recursive: true, mode: ownerOnly });
}
