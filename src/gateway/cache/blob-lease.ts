// Who reads which content: what is leased is not evicted, and an incoming file keeps its name.
import type { Digest } from '../../core/image/digest.ts';
import type { BlobLease } from './content-source.port.ts';
import type { Progress } from './progress.ts';

/** Counts leases. */
export interface Holds {
  /** The returned function lets go; calling it again does nothing. */
  readonly hold: (digest: Digest) => () => void;
  readonly isHeld: (digest: Digest) => boolean;
}

export function createHolds(): Holds {
  const counts = new Map<Digest, number>();
  return {
    hold: (digest) => {
      counts.set(digest, (counts.get(digest) ?? 0) + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const count = (counts.get(digest) ?? 0) - 1;
        if (count > 0) counts.set(digest, count);
        else counts.delete(digest);
      };
    },
    isHeld: (digest) => counts.has(digest),
  };
}

/** A lease on a file that is whole. */
export function leaseWhole({ file, size, release }: { readonly file: string; readonly size: number; readonly release: () => void }): BlobLease {
  return {
    file,
    size,
    available: () => size,
    isWhole: () => true,
    more: (_position, signal) => (signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve()),
    release,
  };
}

/** A lease on a file that is arriving. */
export function leaseArriving({ file, progress, release }: { readonly file: string; readonly progress: Progress; readonly release: () => void }): BlobLease {
  return {
    file,
    get size() {
      return progress.size();
    },
    available: progress.available,
    isWhole: progress.isWhole,
    more: progress.more,
    beginning: progress.beginning,
    release,
  };
}
