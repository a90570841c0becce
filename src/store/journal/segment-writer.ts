// Appends lines to the current segment. Each append is one write that is on the disk when it ends; what failed half-way is cut off again,
// and the next append goes to a new segment, so that a damaged line can only ever be the last of its file.
//
// The lines go into room that was made before: zeros, on the disk already. A file that grows with each append has its new length
// written to the file system's own journal each time, and so waits for whatever else this or any other process has changed on that disk.
//
//   | line | line | line | 0 0 0 0 0 0 0 0 0 |
//                        ^ durableBytes      ^ roomEnd
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../disk/sync-folder.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
/** Room is made in steps, each twice as large as the one before. */
const firstRoomBytes = 64 * KiB;
const roomBytesMax = 4 * MiB;
/** A segment of this size is closed by itself: some 20,000 records, which are moved to the store in a second or two. */
const segmentBytesMax = 16 * MiB;

const { O_CREAT, O_DSYNC, O_EXCL, O_WRONLY } = constants;
/**
 * On Linux a write to such a file returns once it is on the disk (open(2): as if fdatasync followed), so that an append waits for one
 * thread instead of two. Elsewhere the flag is missing, or weaker than what libuv does for fdatasync (macOS: F_FULLFSYNC).
 */
const isDurableByWriting = process.platform === 'linux';
const openFlags = O_WRONLY | O_CREAT | O_EXCL | (isDurableByWriting ? O_DSYNC : 0);

interface Segment {
  readonly path: string;
  readonly handle: FileHandle;
  /** Up to here everything is on the disk. */
  durableBytes: number;
  /** Up to here the file has room; less than durableBytes where none could be made. */
  roomEnd: number;
  nextRoomBytes: number;
  makingRoom: Promise<void> | undefined;
}

/** Not for concurrent calls. */
export interface SegmentWriter {
  /** Resolves once `lines` are on the disk; rejects with none of them acknowledged. */
  readonly append: (lines: Buffer) => Promise<void>;
  /** Closes the current segment; the next append begins another. */
  readonly closeSegment: () => Promise<void>;
}

/** `nextName` gives the file name of the next segment. */
export function createSegmentWriter({ folder, nextName }: { readonly folder: string; readonly nextName: () => string }): SegmentWriter {
  let current: Segment | undefined;

  const create = async (): Promise<Segment> => {
    const path = join(folder, nextName());
    const handle = await open(path, openFlags, 0o600).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (handle === undefined) return create(); // an earlier process began in the same millisecond
    const segment: Segment = { path, handle, durableBytes: 0, roomEnd: 0, nextRoomBytes: firstRoomBytes, makingRoom: undefined };
    try {
      makeRoom(segment);
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
    if (closing === undefined) return;
    await closing.makingRoom;
    // Whether this lasts does not matter: readers leave the room out.
    await closing.handle.truncate(closing.durableBytes).catch(() => undefined);
    await closing.handle.close();
  };

  return {
    append: async (lines) => {
      current ??= await create();
      try {
        // Room that is being made there would overwrite the lines.
        if (current.durableBytes + lines.length > current.roomEnd) await current.makingRoom;
        await writeDurably(current.handle, lines, current.durableBytes);
        current.durableBytes += lines.length;
      } catch (error) {
        const failed = current;
        current = undefined;
        await abandon(failed);
        throw error;
      }
      if (current.durableBytes >= segmentBytesMax) await closeSegment();
      else if (current.roomEnd - current.durableBytes < current.nextRoomBytes / 2 && current.roomEnd < segmentBytesMax) makeRoom(current);
    },
    closeSegment,
  };
}

/** Begins to make room, while appends go on in what there is. Where none can be made (full disk), appends let the file grow. */
function makeRoom(segment: Segment): void {
  if (segment.makingRoom !== undefined || segment.nextRoomBytes === 0) return;
  const { handle, nextRoomBytes } = segment;
  const start = Math.max(segment.roomEnd, segment.durableBytes);
  const fill = async (): Promise<void> => {
    try {
      await writeDurably(handle, Buffer.alloc(nextRoomBytes), start);
      segment.roomEnd = start + nextRoomBytes;
      segment.nextRoomBytes = Math.min(2 * nextRoomBytes, roomBytesMax);
    } catch {
      segment.nextRoomBytes = 0;
    }
    segment.makingRoom = undefined;
  };
  segment.makingRoom = fill();
}

async function writeDurably(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
  if (!isDurableByWriting) await handle.datasync();
}

/** Leaves of a segment what is durable. Best effort: a cut line that stays is the last of its file, and readers leave it out. */
async function abandon({ path, handle, durableBytes, makingRoom }: Segment): Promise<void> {
  try {
    await makingRoom;
    await handle.truncate(durableBytes);
    await handle.datasync();
    if (durableBytes === 0) await rm(path, { force: true });
  } catch {
    // The disk is failing; the caller is told why by the first error.
  } finally {
    await handle.close().catch(() => undefined);
  }
}
