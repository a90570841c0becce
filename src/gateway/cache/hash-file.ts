// Hashes a file a piece at a time, so that the event loop is free between two pieces and memory stays small.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const KiB = 1024;
/** Half a millisecond of hashing. */
export const pieceBytes = 512 * KiB;

export interface HashedFile {
  /** `sha256:...`, whether or not it is what it should be. */
  readonly digest: string;
  readonly size: number;
}

/**
 * @param algorithm as a digest begins: `sha256`
 * @param piece of `pieceBytes`, used again for the next file
 * Rejects with Node's error, or the signal's reason.
 */
export async function hashFile(file: string, algorithm: string, { piece, signal, onPiece }: { readonly piece: Buffer; readonly signal: AbortSignal; readonly onPiece: (bytes: number) => void }): Promise<HashedFile> {
  const hash = createHash(algorithm);
  const handle = await open(file);
  try {
    let size = 0;
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(piece, 0, piece.length, null);
      if (bytesRead === 0) return { digest: `${algorithm}:${hash.digest('hex')}`, size };
      hash.update(piece.subarray(0, bytesRead));
      size += bytesRead;
      onPiece(bytesRead);
    }
  } finally {
    await handle.close();
  }
}
