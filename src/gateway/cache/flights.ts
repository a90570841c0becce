// The fetches under way: one for each digest, whoever asks.
import type { Digest } from '../../core/image/digest.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Holds } from './blob-lease.ts';
import type { ContentInPlace } from './content-in-place.ts';
import type { BlobLease } from './content-source.port.ts';
import type { FetchBlob, FetchedBlob, StoreRoom } from './content-store.ts';
import { startFlight } from './flight.ts';
import type { Flight } from './flight.ts';
import type { HashThread } from './hash-thread.ts';
import type { CachePaths } from './path.ts';
import { StorageFailed } from './storage-failed.ts';

/** The operations are those of ContentStore. */
export interface Flights {
  readonly fetch: (digest: Digest, fetch: FetchBlob, registry: string) => Promise<FetchedBlob>;
  readonly lease: (digest: Digest) => BlobLease | undefined;
  readonly isInFlight: (digest: Digest) => boolean;
  readonly flightCount: () => number;
  readonly size: (digest: Digest) => number | undefined;
  readonly close: () => Promise<void>;
}

export interface FlightsOptions {
  readonly paths: CachePaths;
  readonly newIncomingFile: () => string;
  readonly inPlace: Pick<ContentInPlace, 'add'>;
  readonly holds: Holds;
  readonly room: StoreRoom;
  /** Ends with the flights. */
  readonly hashThread: HashThread;
  readonly now: () => number;
  readonly log: Log;
  readonly pausesMs: readonly number[];
}

export function createFlights({ paths, newIncomingFile, inPlace, holds, room, hashThread, now, log, pausesMs }: FlightsOptions): Flights {
  const flights = new Map<Digest, Flight>();
  let isClosed = false;

  const start = (digest: Digest, fetch: FetchBlob, registry: string): Flight => {
    if (isClosed) throw new StorageFailed('the cache is closed');
    if (!room.mayStore(undefined)) throw new StorageFailed(`there is no room in the cache for blob ${digest}`);
    const onOver = (size?: number): void => {
      if (size !== undefined) inPlace.add({ digest, size, mediaType: null, usedAtMs: now() });
      flights.delete(digest);
    };
    const flight = startFlight({ digest, registry, fetch, incomingFile: newIncomingFile(), contentFile: paths.contentFile(digest), onOver, room, hashThread, pausesMs, log });
    flights.set(digest, flight);
    return flight;
  };

  return {
    fetch: async (digest, fetch, registry) => {
      const joined = flights.get(digest);
      const flight = joined ?? start(digest, fetch, registry);
      const lease = flight.lease(holds.hold(digest));
      try {
        await flight.begun;
      } catch (error) {
        lease.release();
        throw error;
      }
      return { lease, isCollapsed: joined !== undefined };
    },
    lease: (digest) => {
      const flight = flights.get(digest);
      return flight?.hasBegun() === true ? flight.lease(holds.hold(digest)) : undefined;
    },
    isInFlight: (digest) => flights.has(digest),
    flightCount: () => flights.size,
    size: (digest) => flights.get(digest)?.size(),
    close: async () => {
      isClosed = true;
      const ending = [...flights.values()];
      for (const flight of ending) flight.end(new StorageFailed('the cache is closed'));
      await Promise.all(ending.map(({ ended }) => ended));
      await hashThread.close();
    },
  };
}
