// The primary's side of reading content: answers one worker's questions, and keeps its leases until it gives them back or dies.
import type { BlobLease, ContentSource, FoundBlob } from '../gateway/cache/content-source.port.ts';
import type { Handlers } from './channel.ts';
import { stateOf } from './content-calls.ts';
import type { ContentCalls, FoundBlobAsData } from './content-calls.ts';

export interface ServedContentSource {
  readonly handlers: Handlers<ContentCalls>;
  /** Releases every lease of the worker, which is gone. */
  readonly close: () => void;
}

/** One for each worker. */
export function serveContentSource(source: ContentSource): ServedContentSource {
  const leases = new Map<number, BlobLease>();
  let lastLease = 0;

  const grant = (found: FoundBlob, signal: AbortSignal): FoundBlobAsData => {
    if (found.kind !== 'file') return found;
    const { lease, ...rest } = found;
    if (signal.aborted) {
      lease.release();
      throw new Error('nobody waits for this blob any more');
    }
    lastLease += 1;
    leases.set(lastLease, lease);
    return { ...rest, granted: { lease: lastLease, file: lease.file, ...stateOf(lease) } };
  };

  return {
    handlers: {
      manifest: (query, signal) => source.manifest({ ...query, signal }),
      blob: async (query, signal) => grant(await source.blob({ ...query, signal }), signal),
      tags: (query, signal) => source.tags({ ...query, signal }),
      referrers: (query, signal) => source.referrers({ ...query, signal }),
      pushed: async (content) => {
        await source.pushed(content);
        return undefined;
      },
      moreOfLease: async ({ lease: number, position }, signal) => {
        const lease = leases.get(number);
        if (lease === undefined) throw new Error(`lease ${number} was released`);
        await lease.more(position, signal);
        return stateOf(lease);
      },
      releaseLease: ({ lease: number }) => {
        leases.get(number)?.release();
        leases.delete(number);
        return undefined;
      },
    },
    close: () => {
      for (const lease of leases.values()) lease.release();
      leases.clear();
    },
  };
}
