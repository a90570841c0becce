// One fetch of a blob, for all who want it: upstream's bytes go into a file that everybody reads as it grows.
import type { Digest } from '../../core/image/digest.ts';
import type { Log } from '../../telemetry/log.ts';
import { UpstreamError } from '../../upstream/error.ts';
import { algorithmOf } from '../../upstream/verify-digest.ts';
import { leaseArriving } from './blob-lease.ts';
import type { BlobLease } from './content-source.port.ts';
import type { FetchBlob, StoreRoom } from './content-store.ts';
import type { HashThread } from './hash-thread.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { openIncomingFile, removeQuietly } from './incoming-file.ts';
import type { IncomingFile } from './incoming-file.ts';
import { shareFile } from './place-file.ts';
import { createProgress } from './progress.ts';
import type { ProgressControl } from './progress.ts';
import { receiveBlob } from './receive-blob.ts';
import { createRunningHash } from './running-hash.ts';
import type { RunningHash } from './running-hash.ts';
import { StorageFailed } from './storage-failed.ts';

const MiB = 1024 * 1024;
const checkBytes = 64 * MiB;
/** From this size on a blob is worth another thread. */
const largeBytes = 4 * MiB;

export interface FlightOptions {
  readonly digest: Digest;
  readonly registry: string;
  readonly fetch: FetchBlob;
  /** Where the bytes go while they arrive, and where when they are proven. */
  readonly incomingFile: string;
  readonly contentFile: string;
  /** Told once: with the size when the file is in its place, without when it never will be. */
  readonly onOver: (size?: number) => void;
  readonly room: Pick<StoreRoom, 'mayStore' | 'failed'>;
  readonly hashThread: Pick<HashThread, 'start' | 'begin'>;
  readonly pausesMs: readonly number[];
  readonly log: Log;
}

export interface Flight {
  /** Resolves when upstream has answered with a head. Rejects with what `fetch` rejects with, with StorageFailed, or with the reason of `end`. */
  readonly begun: Promise<void>;
  readonly hasBegun: () => boolean;
  readonly size: () => number | undefined;
  /** `release` is told in turn. */
  readonly lease: (release: () => void) => BlobLease;
  /** Resolves when the content is in place, or the flight has failed. Never rejects. */
  readonly ended: Promise<void>;
  /** Breaks it off, unless all bytes have come. */
  readonly end: (reason: Error) => void;
}

/** Starts at once. It goes on whoever still reads, until it has come to its end, failed, or was broken off. */
export function startFlight(options: FlightOptions): Flight {
  const { digest, incomingFile, onOver, room, hashThread, log } = options;
  const onDisk = createDiskGuard(digest, room);
  const abort = new AbortController();
  const progress = createProgress();
  const readers = createReaders();
  const begun = Promise.withResolvers<undefined>();
  begun.promise.catch(() => undefined); // whoever waits for it gets it
  let hasBegun = false;
  const begin = (): void => {
    hasBegun = true;
    begun.resolve(undefined);
  };

  const fly = async (): Promise<void> => {
    // Both made while upstream is asked, so that nobody waits for them. A small blob seldom comes alone.
    hashThread.start();
    const opening = onDisk(() => openIncomingFile(incomingFile));
    opening.catch(() => undefined); // told when it is needed
    try {
      await arrive(options, { opening, onDisk, progress, begin, unread: readers.gone, signal: abort.signal });
      onOver(progress.available());
      void readers.gone().then(() => removeQuietly(incomingFile));
    } catch (error) {
      const reason = abort.signal.aborted ? (abort.signal.reason as Error) : (error as Error);
      onOver();
      if (hasBegun && reason instanceof UpstreamError) log.warn({ problem: reason.message, digest }, 'a blob could not be fetched');
      begun.reject(reason);
      // Those who have all of it need not know that it could not be kept.
      if (!progress.isWhole()) progress.fail(reason);
      await opening.then((file) => file.discard(), () => undefined);
    }
  };

  return {
    begun: begun.promise,
    hasBegun: () => hasBegun,
    size: progress.size,
    lease: (release) => {
      const leave = readers.come();
      return leaseArriving({
        file: incomingFile,
        progress,
        release: () => {
          leave();
          release();
        },
      });
    },
    ended: fly(),
    end: (reason) => {
      abort.abort(reason);
      readers.close();
    },
  };
}

interface Arrival {
  readonly opening: Promise<IncomingFile>;
  readonly onDisk: DiskGuard;
  readonly progress: ProgressControl;
  readonly begin: () => void;
  readonly unread: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** From the request to the file in its place. Rejects with UpstreamError, StorageFailed or the signal's reason. */
async function arrive(options: FlightOptions, { opening, onDisk, progress, begin, unread, signal }: Arrival): Promise<void> {
  const { digest, registry, fetch, incomingFile, contentFile, pausesMs } = options;
  const first = await fetch(0, signal);
  first.body?.on('error', () => undefined); // it may break before it is read, and is found broken then
  let hash: RunningHash | undefined;
  try {
    const check = createRoomCheck(options, first.size);
    check(0);
    const file = await opening;
    const hashing = startHash(options, first.size);
    hash = hashing;
    progress.expect(first.size);
    begin();
    file.onWritten((bytes, pieces) => {
      progress.wrote(bytes);
      hashing.wrote(bytes);
      pieces.forEach(giveBackMemory);
    });
    let isFirst = true;
    const take = (piece: Buffer): Promise<void> | undefined => {
      check(piece.byteLength);
      if (isFirst) progress.began(piece);
      isFirst = false;
      hashing.update(piece);
      return onDisk(() => file.take(piece));
    };
    const digestSoFar = async (): Promise<string> => {
      await onDisk(() => file.flush());
      return onDisk(() => hashing.digest());
    };
    await receiveBlob({ digest, registry, first, fetch, pausesMs, take, digestSoFar, signal });
    progress.finish();
    await onDisk(() => file.sync());
    await onDisk(() => shareFile(incomingFile, contentFile, unread));
  } catch (error) {
    first.body?.destroy();
    throw error;
  } finally {
    hash?.close();
  }
}

function startHash({ digest, incomingFile, hashThread }: FlightOptions, size = Number.POSITIVE_INFINITY): RunningHash {
  const algorithm = algorithmOf(digest);
  return size < largeBytes ? createRunningHash(algorithm) : hashThread.begin(incomingFile, algorithm);
}

/** Runs an operation on a file; its failure is told to the room, and becomes StorageFailed. */
type DiskGuard = <T extends Promise<unknown> | undefined>(operation: () => T) => T;

function createDiskGuard(digest: Digest, room: Pick<StoreRoom, 'failed'>): DiskGuard {
  const fail = (cause: unknown): never => {
    const failure = new StorageFailed(`blob ${digest} could not be written to the cache`, { cause });
    room.failed(failure);
    throw failure;
  };
  return <T extends Promise<unknown> | undefined>(operation: () => T): T => {
    try {
      return operation()?.catch(fail) as T;
    } catch (error) {
      return fail(error);
    }
  };
}

/** Asks again and again, as bytes arrive, whether there is room for the rest: many that arrive at once must not fill the disk together. */
function createRoomCheck({ digest, room }: FlightOptions, size: number | undefined): (bytes: number) => void {
  let received = 0;
  let checkAt = 0;
  return (bytes) => {
    received += bytes;
    if (received < checkAt) return;
    checkAt = received + checkBytes;
    if (!room.mayStore(size === undefined ? undefined : size - received)) throw new StorageFailed(`there is no room in the cache for blob ${digest}`);
  };
}

interface Readers {
  /** The returned function is to be called once. */
  readonly come: () => () => void;
  /** Resolves when nobody reads, at the latest when closed. */
  readonly gone: () => Promise<void>;
  readonly close: () => void;
}

function createReaders(): Readers {
  const gone = Promise.withResolvers<undefined>();
  let isWaitedFor = false;
  let count = 0;
  const settle = (): void => {
    if (isWaitedFor && count === 0) gone.resolve(undefined);
  };
  return {
    come: () => {
      count += 1;
      return () => {
        count -= 1;
        settle();
      };
    },
    gone: () => {
      isWaitedFor = true;
      settle();
      return gone.promise;
    },
    close: () => gone.resolve(undefined),
  };
}
