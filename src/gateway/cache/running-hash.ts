// The digest of bytes that arrive: worked out as they come, or, for large blobs, beside that in another thread.
import { createHash } from 'node:crypto';
import type { DigestAlgorithm } from '../../upstream/verify-digest.ts';

export interface RunningHash {
  /** Takes the next bytes. */
  readonly update: (piece: Buffer) => void;
  /** So many of the bytes stand in the file. */
  readonly wrote: (bytes: number) => void;
  /** `algorithm:hex` of all bytes so far, which must all stand in the file. Rejects when the file cannot be read back. */
  readonly digest: () => Promise<string>;
  readonly close: () => void;
}

/** Hashes each piece when it comes. */
export function createRunningHash(algorithm: DigestAlgorithm): RunningHash {
  const hash = createHash(algorithm);
  return {
    update: (piece) => void hash.update(piece),
    wrote: () => undefined,
    digest: () => Promise.resolve(`${algorithm}:${hash.copy().digest('hex')}`),
    close: () => undefined,
  };
}
