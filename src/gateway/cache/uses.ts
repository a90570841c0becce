// When content was last used: remembered here and written down every few seconds, so that a read costs no write.
import type { Digest } from '../../core/image/digest.ts';
import type { CacheIndex } from './cache-index.port.ts';
import type { StoreRoom } from './content-store.ts';

const flushAfterMs = 5000;

export interface Uses {
  readonly used: (digest: Digest) => void;
  /** Writes them down; what cannot be written is forgotten. */
  readonly flush: () => void;
}

export interface UsesOptions {
  readonly index: Pick<CacheIndex, 'touch'>;
  readonly room: Pick<StoreRoom, 'failed'>;
  readonly now: () => number;
}

export function createUses({ index, room, now }: UsesOptions): Uses {
  let uses = new Map<Digest, number>();
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (uses.size === 0) return;
    const due = uses;
    uses = new Map();
    try {
      index.touch(due);
    } catch (error) {
      room.failed(error);
    }
  };
  return {
    used: (digest) => {
      uses.set(digest, now());
      timer ??= setTimeout(flush, flushAfterMs).unref();
    },
    flush,
  };
}
