// A file that is being written as bytes arrive: each write takes all that has come since the last one began.
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';

const MiB = 1024 * 1024;
/** More than this is not gathered: whoever brings it waits for the disk. */
const gatheredBytesMax = MiB;
const usefulBytes = MiB / 4;
const ownerOnly = 0o600;

/** Told after each write how many bytes stand in the file, and which pieces of those that were taken it is done with. */
export type WrittenListener = (bytes: number, pieces: readonly Buffer[]) => void;

export interface IncomingFile {
  readonly path: string;
  /** One listener, set before the first piece is taken. */
  readonly onWritten: (listener: WrittenListener) => void;
  /** Takes a piece; undefined while the disk keeps up, else a promise to wait for. Throws, or rejects, as the write of an earlier piece failed. */
  readonly take: (piece: Buffer) => Promise<void> | undefined;
  /** Resolves when all that was taken is written. Rejects as a write failed. */
  readonly flush: () => Promise<void>;
  /** Resolves when all that is written is safe on the disk, and the file closed. */
  readonly sync: () => Promise<void>;
  /** Closes and removes it. Never rejects: what stays goes at the next start. */
  readonly discard: () => Promise<void>;
}

/** Makes the file. Rejects as Node's calls do. */
export async function openIncomingFile(path: string): Promise<IncomingFile> {
  const handle = await open(path, 'wx', ownerOnly);
  const { onWritten, take, flush } = createWriter(handle);
  return {
    path,
    onWritten,
    take,
    flush,
    sync: async () => {
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    discard: async () => {
      await flush().catch(() => undefined);
      await handle.close().catch(() => undefined);
      await removeQuietly(path);
    },
  };
}

function createWriter(handle: FileHandle): Pick<IncomingFile, 'onWritten' | 'take' | 'flush'> {
  let tell: WrittenListener = () => undefined;
  let gathered: Buffer[] = [];
  let gatheredBytes = 0;
  let written = 0;
  /** The write under way. */
  let writing: Promise<void> | undefined;
  /** Until nothing is gathered. */
  let draining: Promise<void> | undefined;
  let failure: unknown;

  const writeGathered = async (): Promise<void> => {
    const taken = gathered;
    let pieces = taken;
    gathered = [];
    gatheredBytes = 0;
    while (pieces.length > 0) {
      const { bytesWritten } = await handle.writev(pieces, written);
      written += bytesWritten;
      pieces = skipBytes(pieces, bytesWritten);
    }
    tell(written, taken);
  };
  const drain = async (): Promise<void> => {
    try {
      while (gathered.length > 0) {
        writing = writeGathered();
        await writing;
        // What is in the socket already goes with the next write: each costs the thread pool about as much as 64 KiB do.
        if (gatheredBytes < usefulBytes) await turn();
      }
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      draining = undefined;
    }
  };

  return {
    onWritten: (listener) => {
      tell = listener;
    },
    take: (piece) => {
      if (failure !== undefined) throw failure as Error;
      gathered.push(piece);
      gatheredBytes += piece.byteLength;
      if (draining === undefined) {
        draining = drain();
        draining.catch(() => undefined); // told by the next call
      }
      // The first piece goes alone: those who wait for it get it before this thread is busy with the next.
      return written === 0 || gatheredBytes > gatheredBytesMax ? writing : undefined;
    },
    flush: async () => {
      if (failure !== undefined) throw failure as Error;
      await draining;
    },
  };
}

/** Unlinks the file; what cannot be removed now goes at the next start, and whoever writes next reports the disk's trouble. */
export async function removeQuietly(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

function skipBytes(pieces: readonly Buffer[], count: number): Buffer[] {
  let left = count;
  return pieces.flatMap((piece) => {
    const skipped = Math.min(left, piece.byteLength);
    left -= skipped;
    return skipped === piece.byteLength ? [] : [piece.subarray(skipped)];
  });
}
