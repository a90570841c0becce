// Appends lines to the current segment. Each append is one write that is on the disk when it ends; what failed half-way is cut off again,
// and the next append goes to a new segment, so that a damaged line can only ever be the last of its file.
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../disk/sync-folder.ts';
import { formatSegmentName } from './segment-name.ts';

const MiB = 1024 * 1024;
/** A segment of this size is closed by itself. */
const segmentBytesMax = 64 * MiB;

const { O_APPEND, O_CREAT, O_DSYNC, O_EXCL, O_WRONLY } = constants;
/**
 * On Linux a write to such a file returns once it is on the disk (open(2): as if fdatasync followed), so that an append waits for one
 * thread instead of two. Elsewhere the flag is missing, or weaker than what libuv does for fdatasync (macOS: F_FULLFSYNC).
 */
const isDurableByWriting = process.platform === 'linux';
const openFlags = O_WRONLY | O_APPEND | O_CREAT | O_EXCL | (isDurableByWriting ? O_DSYNC : 0);

interface Segment {
  readonly name: string;
  readonly path: string;
  readonly handle: FileHandle;
  /** Up to here everything is on the disk. */
  durableBytes: number;
}

/** Not for concurrent calls. */
export interface SegmentWriter {
  /** Resolves once `lines` are on the disk; rejects with none of them acknowledged. */
  readonly append: (lines: Buffer) => Promise<void>;
  /** Closes the current segment; the next append begins another. */
  readonly closeSegment: () => Promise<void>;
}

export function createSegmentWriter({ folder, worker, startedAtMs }: { readonly folder: string; readonly worker: string; readonly startedAtMs: number }): SegmentWriter {
  let current: Segment | undefined;
  let created = 0;

  const create = async (): Promise<Segment> => {
    const name = formatSegmentName({ worker, startedAtMs, number: created });
    created += 1;
    const path = join(folder, name);
    const handle = await open(path, openFlags, 0o600).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (handle === undefined) return create(); // an earlier process began in the same millisecond
    const segment: Segment = { name, path, handle, durableBytes: 0 };
    try {
      await syncFolder(folder);
    } catch (error) {
      await abandon(segment);
      throw error;
    }
    return segment;
  };
  const closeSegment = async (): Promise<void> => {
    const closing = current;
    current = undefined;
    await closing?.handle.close();
  };

  return {
    append: async (lines) => {
      current ??= await create();
      try {
        await writeAll(current.handle, lines);
        if (!isDurableByWriting) await current.handle.datasync();
        current.durableBytes += lines.length;
      } catch (error) {
        const failed = current;
        current = undefined;
        await abandon(failed);
        throw error;
      }
      if (current.durableBytes >= segmentBytesMax) await closeSegment();
    },
    closeSegment,
  };
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await handle.write(bytes, written)).bytesWritten;
  }
}

/** Leaves of a segment what is durable. Best effort: a cut line that stays is the last of its file, and readers leave it out. */
async function abandon({ path, handle, durableBytes }: Segment): Promise<void> {
  try {
    await handle.truncate(durableBytes);
    await handle.datasync();
    if (durableBytes === 0) await rm(path, { force: true });
  } catch {
    // The disk is failing; the caller is told why by the first error.
  } finally {
    await handle.close().catch(() => undefined);
  }
}
