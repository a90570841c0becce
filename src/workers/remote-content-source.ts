// The worker's side of reading content: the primary finds it, and the worker reads the files itself.
import type { BlobLease, ContentSource } from '../gateway/cache/content-source.port.ts';
import type { Channel } from './channel.ts';
import type { ContentCalls, FoundBlobAsData, LeaseGrant, LeaseState } from './content-calls.ts';

export function createRemoteContentSource(channel: Channel<ContentCalls>): ContentSource {
  const discard = (found: FoundBlobAsData): void => {
    if (found.kind === 'file') channel.tell('releaseLease', { lease: found.granted.lease });
  };
  return {
    manifest: async ({ signal, ...query }) => {
      const found = await channel.call('manifest', query, { signal });
      // What came is a view of the message it came in: a copy lets the rest of that memory go.
      return found.bytes === undefined ? found : { ...found, bytes: Buffer.from(found.bytes) };
    },
    blob: async ({ signal, ...query }) => {
      const found = await channel.call('blob', query, { signal, discard });
      if (found.kind !== 'file') return found;
      const { granted, ...rest } = found;
      return { ...rest, lease: createRemoteLease(channel, granted) };
    },
    tags: ({ signal, ...query }) => channel.call('tags', query, { signal }),
    referrers: ({ signal, ...query }) => channel.call('referrers', query, { signal }),
    pushed: async (content) => {
      await channel.call('pushed', content);
    },
  };
}

/** Knows what the primary last told: never more than is there. */
function createRemoteLease(channel: Channel<ContentCalls>, { lease, file, ...granted }: LeaseGrant): BlobLease {
  let state: LeaseState = granted;
  return {
    file,
    get size() {
      return state.size;
    },
    available: () => state.available,
    isWhole: () => state.isWhole,
    more: async (position, signal) => {
      signal.throwIfAborted();
      if (state.isWhole || state.available > position) return;
      const told = await channel.call('moreOfLease', { lease, position }, { signal });
      // Of several answers under way the furthest counts.
      if (told.isWhole || told.available > state.available) state = told;
    },
    release: () => channel.tell('releaseLease', { lease }),
  };
}
