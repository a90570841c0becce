// Reads a file piece by piece into one reused buffer, as fast as whoever takes the pieces can take them.
//
// Patiently: a small buffer, filled by the thread pool. Once a client has taken much in little time: a large one, filled at once by this
// thread. What is read for a quick client is mostly in the system's memory, and handing each piece from thread to thread would take
// longer than copying it. A client that pauses, or a disk that must be waited for, brings the patience back. What has just been written
// is in memory for certain, and read at once by whatever buffer.
import { read, readSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { QuickBuffers } from './quick-buffers.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
const patientBytes = 64 * KiB;
/** A client is quick that takes so much in that time: 64 MiB a second. */
const trialBytes = 2 * MiB;
const trialMs = 32;
/** Longer between two pieces: a client that pauses. */
const pauseMs = 50;
/** Longer for one piece: a disk that is waited for, and with it everybody whom this thread serves. */
const slowReadMs = 2;

export interface PieceReader {
  /** The next bytes, at most `wanted`; none at the file's end. They are good until the next call. */
  readonly read: (place: PlaceInFile) => Promise<Buffer>;
  /** To be called once, when no piece is used any more. */
  readonly close: () => void;
}

export interface PlaceInFile {
  readonly position: number;
  /** Bytes. */
  readonly wanted: number;
  /** They have just been written. */
  readonly isNew?: boolean;
}

export interface PieceReaderOptions {
  /** A file descriptor, open for reading. */
  readonly file: number;
  readonly buffers: QuickBuffers;
  readonly now: () => number;
}

/** `read` rejects as Node's calls do. */
export function createPieceReader({ file, buffers, now }: PieceReaderOptions): PieceReader {
  let patient: Buffer | undefined;
  let quick: Buffer | undefined;
  let trial = { bytes: 0, sinceMs: now() };
  let readAtMs = now();

  const becomePatient = (): void => {
    if (quick !== undefined) buffers.giveBack(quick);
    quick = undefined;
    trial = { bytes: 0, sinceMs: now() };
  };
  const becomeQuickAfterTrial = (): void => {
    if (trial.bytes < trialBytes) return;
    if (now() - trial.sinceMs <= trialMs) quick = buffers.take();
    if (quick !== undefined) patient = undefined;
    trial = { bytes: 0, sinceMs: now() };
  };
  const readQuickly = async (buffer: Buffer, position: number, wanted: number): Promise<Buffer> => {
    // A client that takes everything at once would otherwise leave no moment for others.
    await turn();
    const startedMs = now();
    const count = readSync(file, buffer, 0, Math.min(wanted, buffer.byteLength), position);
    readAtMs = now();
    // As if the client had paused: this piece is still in the buffer.
    if (readAtMs - startedMs >= slowReadMs) readAtMs = Number.NEGATIVE_INFINITY;
    return buffer.subarray(0, count);
  };
  return {
    read: async ({ position, wanted, isNew = false }) => {
      if (quick === undefined) becomeQuickAfterTrial();
      else if (now() - readAtMs > pauseMs) becomePatient();
      if (quick !== undefined) return readQuickly(quick, position, wanted);
      patient ??= Buffer.allocUnsafeSlow(patientBytes);
      const length = Math.min(wanted, patientBytes);
      const bytesRead = isNew ? readSync(file, patient, 0, length, position) : await readByPool(file, patient, length, position);
      trial.bytes += bytesRead;
      readAtMs = now();
      return patient.subarray(0, bytesRead);
    },
    close: becomePatient,
  };
}

function readByPool(file: number, buffer: Buffer, length: number, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, buffer, 0, length, position, (error, bytesRead) => {
      if (error === null) resolve(bytesRead);
      else reject(error);
    });
  });
}
