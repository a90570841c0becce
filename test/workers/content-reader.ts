// A worker that reads content from its parent as it is told to, until its parent lets go of it.
import { parseDigest } from '../../src/core/image/digest.ts';
import type { BlobLease, FoundBlob, FoundManifest } from '../../src/gateway/cache/content-source.port.ts';
import { createChannel } from '../../src/workers/channel.ts';
import type { Channel } from '../../src/workers/channel.ts';
import type { ContentCalls } from '../../src/workers/content-calls.ts';
import { createRemoteContentSource } from '../../src/workers/remote-content-source.ts';
import { processWire } from '../../src/workers/wire.ts';

const digest = parseDigest(`sha256:${'a'.repeat(64)}`);
const where = { registry: 'docker.io', repository: 'library/nginx', audience: 'public' } as const;

export interface Seen {
  readonly file: string;
  readonly size: number | undefined;
  readonly available: number;
  readonly isWhole: boolean;
}

/** What the test makes the worker do. */
export type WorkerCalls = {
  readonly manifest: { readonly question: undefined; readonly answer: FoundManifest };
  readonly others: { readonly question: undefined; readonly answer: unknown };
  readonly open: { readonly question: undefined; readonly answer: Seen | FoundBlob['kind'] };
  readonly more: { readonly question: number; readonly answer: Seen };
  readonly release: { readonly question: undefined; readonly answer: undefined };
};

const { signal: never } = new AbortController();
let lease: BlobLease | undefined;
const seen = (): Seen => ({ file: lease!.file, size: lease!.size, available: lease!.available(), isWhole: lease!.isWhole() });
const channel: Channel<ContentCalls> = createChannel<ContentCalls, WorkerCalls>({
  wire: processWire(process),
  handlers: {
    manifest: (_question, signal) => source.manifest({ ...where, method: 'GET', reference: { kind: 'tag', tag: 'latest' }, accept: ['a/b'], signal }),
    others: async (_question, signal) => [await source.tags({ ...where, n: 3, signal }), await source.referrers({ ...where, digest, signal })],
    open: async (_question, signal) => {
      const found = await source.blob({ ...where, method: 'GET', digest, isPart: false, signal });
      if (found.kind !== 'file') return found.kind;
      ({ lease } = found);
      return seen();
    },
    more: async (position) => {
      await lease!.more(position, never);
      return seen();
    },
    release: () => {
      lease!.release();
      return undefined;
    },
  },
  onGone: () => process.exit(),
});
const source = createRemoteContentSource(channel);
