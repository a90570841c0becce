// Sends a blob to a client from its file, whole or still arriving, and from upstream when the file fails on the way.
import { closeSync, openSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { BlobBody } from '../blob-body.ts';
import { openClientWriter } from './client-writer.ts';
import type { ClientWriter } from './client-writer.ts';
import type { BlobLease } from './content-source.port.ts';
import { createPieceReader } from './piece-reader.ts';
import type { QuickBuffers } from './quick-buffers.ts';
import { StorageFailed } from './storage-failed.ts';

const MiB = 1024 * 1024;
/** So close behind what arrives, the system has in memory what is read. */
const newBytes = 16 * MiB;

export interface SendBlobOptions {
  /** Released when all is sent, the client has left, or the body was discarded. */
  readonly lease: BlobLease;
  /** First byte that is sent, from 0. */
  readonly first: number;
  /** Last byte that is sent; undefined: to the end. */
  readonly last?: number;
  /** The whole blob from upstream, held against its digest: for when its file fails. The signal ends it. */
  readonly readOn: (because: StorageFailed, signal: AbortSignal) => Promise<Readable>;
  readonly buffers: QuickBuffers;
  readonly now: () => number;
}

/** The body of an answer with 200 or, for a part, 206. */
export function createBlobBody(options: SendBlobOptions): BlobBody {
  const { lease, first, last } = options;
  return {
    get size() {
      const end = last === undefined ? lease.size : last + 1;
      return end === undefined ? undefined : end - first;
    },
    send: async (response) => {
      try {
        await send(options, response);
        response.end();
      } catch (error) {
        response.destroy();
        throw error;
      } finally {
        lease.release();
      }
    },
    discard: lease.release,
  };
}

/** Where sending stands. */
interface Sending {
  position: number;
  /** The byte after the last one; Infinity: wherever the blob ends. */
  readonly end: number;
  readonly client: ClientWriter;
}

async function send(options: SendBlobOptions, response: ServerResponse): Promise<void> {
  const client = openClientWriter(response);
  const sending = { position: options.first, end: options.last === undefined ? Number.POSITIVE_INFINITY : options.last + 1, client };
  try {
    await sendFile(sending, options);
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error;
    await sendFromUpstream(sending, await options.readOn(error, client.signal));
  } finally {
    client.close();
  }
  if (Number.isFinite(sending.end) && sending.position < sending.end) throw new Error(`the blob ended at byte ${sending.position}, before the part that was asked for`);
}

/** Rejects with StorageFailed where another source may go on from `sending.position`. */
async function sendFile(sending: Sending, { lease, buffers, now }: SendBlobOptions): Promise<void> {
  const file = openLeased(lease);
  const pieces = createPieceReader({ file, buffers, now });
  const sendPiece = async (piece: Buffer): Promise<void> => {
    await sending.client.write(piece);
    sending.position += piece.byteLength;
  };
  try {
    const isFirst = sending.position === 0 && lease.available() === 0;
    const beginning = isFirst ? await lease.beginning?.(sending.client.signal) : undefined;
    if (beginning !== undefined && beginning.byteLength > 0) await sendPiece(beginning.subarray(0, sending.end));
    while (sending.position < sending.end) {
      const ready = Math.min(lease.available(), sending.end) - sending.position;
      if (ready > 0) {
        const isNew = !lease.isWhole() && lease.available() - sending.position <= newBytes;
        const piece = await readPiece(pieces.read({ position: sending.position, wanted: ready, isNew }), lease);
        await sendPiece(piece);
      } else if (lease.isWhole()) {
        return;
      } else {
        await lease.more(sending.position, sending.client.signal);
      }
    }
  } finally {
    pieces.close();
    closeSync(file);
  }
}

async function sendFromUpstream(sending: Sending, whole: Readable): Promise<void> {
  let at = 0;
  for await (const chunk of whole as AsyncIterable<Buffer>) {
    const wanted = chunk.subarray(Math.max(0, sending.position - at), Math.max(0, sending.end - at));
    at += chunk.byteLength;
    if (wanted.byteLength > 0) await sending.client.write(wanted);
    sending.position += wanted.byteLength;
    if (sending.position >= sending.end) return;
  }
}

/** Opens at once: the name was looked up just before, and who waits for the first byte waits for nothing else. */
function openLeased({ file }: BlobLease): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    throw new StorageFailed('a blob in the cache cannot be opened', { cause });
  }
}

async function readPiece(reading: Promise<Buffer>, { file }: BlobLease): Promise<Buffer> {
  let piece: Buffer;
  try {
    piece = await reading;
  } catch (cause) {
    throw new StorageFailed('a blob in the cache cannot be read', { cause });
  }
  if (piece.byteLength === 0) throw new StorageFailed(`a blob in the cache is shorter than it was: ${file}`);
  return piece;
}
