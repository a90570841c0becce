// Turns what was found of a blob into what can be answered: a file's bytes, upstream's, or the place where upstream keeps it.
import type { Readable } from 'node:stream';
import { parseContentRange, parseRange } from '../core/distribution/range.ts';
import type { RangeRequest } from '../core/distribution/range.ts';
import { RegistryError } from '../core/distribution/error.ts';
import type { Digest } from '../core/image/digest.ts';
import { UpstreamError } from '../upstream/error.ts';
import type { UpstreamBlob, UpstreamIdentity, UpstreamRegistry } from '../upstream/upstream-registry.ts';
import type { BlobBody } from './blob-body.ts';
import { askAs } from './cache/ask-as.ts';
import type { CacheStatus } from './cache-status.ts';
import type { BlobLease, ContentQuery, ContentSource } from './cache/content-source.port.ts';
import { createQuickBuffers } from './cache/quick-buffers.ts';
import { createBlobBody } from './cache/send-blob.ts';

export type PulledBlob =
  /** The answer to a HEAD. */
  | { readonly kind: 'described'; readonly size?: number; readonly cacheStatus: CacheStatus }
  | { readonly kind: 'whole'; readonly size?: number; readonly body: BlobBody | Readable; readonly cacheStatus: CacheStatus }
  /** `first` and `last` are byte offsets; `size` is that of the whole, undefined when upstream did not tell. */
  | { readonly kind: 'part'; readonly first: number; readonly last: number; readonly size?: number; readonly body: BlobBody | Readable; readonly cacheStatus: CacheStatus }
  /** The range begins after the end of the blob, whose size it has. */
  | { readonly kind: 'no-such-part'; readonly message: string; readonly size: number }
  | { readonly kind: 'redirect'; readonly location: string; readonly cacheStatus: CacheStatus };

export interface BlobWish extends ContentQuery {
  readonly method: 'GET' | 'HEAD';
  readonly digest: Digest;
  /** The raw header. */
  readonly range?: string;
}

export interface PullBlobOptions {
  readonly source: Pick<ContentSource, 'blob'>;
  /** @throws RegistryError for a registry that is not configured */
  readonly upstreamOf: (registry: string) => UpstreamRegistry;
  readonly now: () => number;
}

/** Rejects as `Pull.blob` has it. */
export function createPullBlob({ source, upstreamOf, now }: PullBlobOptions): (wish: BlobWish) => Promise<PulledBlob> {
  const buffers = createQuickBuffers();

  const fromUpstream = async ({ registry, repository, method, digest, range, signal }: BlobWish, as: UpstreamIdentity): Promise<UpstreamBlob> => {
    const upstream = upstreamOf(registry);
    const { answer } = await askAs(as, (identity) => upstream.blob({ method, repository, digest, ...(range === undefined ? {} : { range }), as: identity, signal }));
    return answer;
  };

  /** For when the file fails on the way. */
  const readOn = async (wish: BlobWish, signal: AbortSignal): Promise<Readable> => {
    const { registry, repository, digest } = wish;
    const { body } = await fromUpstream({ registry, repository, audience: wish.audience, method: 'GET', digest, signal }, readerOf(wish.audience));
    if (body === undefined) throw new UpstreamError({ kind: 'bad-response', registry, problem: `sent no bytes of ${digest}` });
    return body;
  };

  const fromFile = (wish: BlobWish, lease: BlobLease, cacheStatus: CacheStatus): PulledBlob => {
    const { size } = lease;
    const bodyFrom = (first: number, last?: number): BlobBody =>
      createBlobBody({ lease, first, ...(last === undefined ? {} : { last }), readOn: (_because, signal) => readOn(wish, signal), buffers, now });
    // Where the end is not known yet, no part of it can be named: the whole is an answer too (RFC 9110 section 14.2).
    if (size === undefined) return { kind: 'whole', body: bodyFrom(0), cacheStatus };
    let range: RangeRequest;
    try {
      range = parseRange(wish.range, size);
    } catch (error) {
      lease.release();
      if (error instanceof RegistryError) return { kind: 'no-such-part', message: error.message, size };
      throw error;
    }
    if (range.kind !== 'part') return { kind: 'whole', size, body: bodyFrom(0), cacheStatus };
    const { first, last = size - 1 } = range;
    return { kind: 'part', first, last, size, body: bodyFrom(first, last), cacheStatus };
  };

  return async (wish) => {
    const { registry, repository, audience, method, digest, signal } = wish;
    // Ranges of a HEAD are ignored (RFC 9110 section 14.2), and a malformed one is refused before anybody is asked.
    const range: RangeRequest = method === 'GET' ? parseRange(wish.range) : { kind: 'whole' };
    const found = await source.blob({ registry, repository, audience, method, digest, isPart: range.kind !== 'whole', ...(range.kind === 'part' ? { first: range.first } : {}), signal });
    switch (found.kind) {
      case 'described':
      case 'redirect':
        return found;
      case 'file':
        return fromFile(wish, found.lease, found.cacheStatus);
      case 'upstream':
        return streamed(await fromUpstream(wish, found.as), found.cacheStatus);
    }
  };
}

/** What is public needs no credentials. */
function readerOf(audience: ContentQuery['audience']): UpstreamIdentity {
  if (typeof audience !== 'string') return audience.covers ? audience.identity : 'anonymous';
  return audience === 'members' ? 'gateway' : 'anonymous';
}

function streamed({ status, headers, size, body }: UpstreamBlob, cacheStatus: CacheStatus): PulledBlob {
  const sized = size === undefined ? {} : { size };
  if (body === undefined) return { kind: 'described', ...sized, cacheStatus };
  const part = status === 206 ? parseContentRange(headers['content-range']) : undefined;
  return part === undefined ? { kind: 'whole', ...sized, body, cacheStatus } : { kind: 'part', ...part, body, cacheStatus };
}
