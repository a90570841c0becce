// The content of the cache: whole, proven bytes on the disk, and those that are arriving.
import type { Digest } from '../../core/image/digest.ts';
import type { UpstreamBlob } from '../../upstream/upstream-registry.ts';
import type { BlobLease } from './content-source.port.ts';

/**
 * Asks upstream for a blob from the byte `from` on: `upstream.blob({ isUnverified: true, ... })`, with `range: bytes=<from>-` when it is not 0.
 * The pieces of its body are the flight's, which frees their memory. Rejects with UpstreamError, or the signal's reason.
 */
export type FetchBlob = (from: number, signal: AbortSignal) => Promise<UpstreamBlob>;

export interface KeptContent {
  readonly digest: Digest;
  readonly mediaType: string;
  /** Checked against the digest by the caller. */
  readonly bytes: Buffer;
}

/** What the content store needs of the room that the cache has. */
export interface StoreRoom {
  /** Whether so many bytes (undefined: unknown as yet) may be stored now. */
  readonly mayStore: (bytes: number | undefined) => boolean;
  /** Told by the content store, and by nobody else, for each file that it put in place. */
  readonly stored: (bytes: number) => void;
  /** Told by the content store, and by nobody else, for each file that it removed. */
  readonly removed: (bytes: number) => void;
  /** The disk refused something: `error` is Node's, or StorageFailed. */
  readonly failed: (error: unknown) => void;
}

/** Nothing here fails for disk trouble, except where StorageFailed is named: it is then just not cached. */
export interface ContentStore {
  /** Bytes of content in place, checked against the digest; undefined when it is not in place, damaged, or larger than a manifest may be. Counts as a use. */
  readonly read: (digest: Digest) => Promise<Buffer | undefined>;
  /** Puts proven bytes (a manifest) in place; resolves when they are safe on the disk, so nobody who pulls should wait for it. Never rejects. */
  readonly keep: (content: KeptContent) => Promise<void>;
  /** A lease on content in place, or in flight once upstream has answered with a head; undefined when neither. Counts as a use. */
  readonly lease: (digest: Digest) => BlobLease | undefined;
  /**
   * Begins the flight, or joins the one under way (`isCollapsed`: `fetch` was not called then, and nothing is proven of its repository), and
   * resolves once upstream has answered with a head. Rejects as the flight's `fetch` did, whoever began it, and with StorageFailed when it
   * cannot be stored: read it from upstream then. A caller that has left meanwhile must still release the lease. `registry` is for messages.
   */
  readonly fetch: (digest: Digest, fetch: FetchBlob, registry: string) => Promise<FetchedBlob>;
  /** From the call of `fetch` until it is in place, or has failed. */
  readonly isInFlight: (digest: Digest) => boolean;
  /** How many are. */
  readonly flightCount: () => number;
  /** Whether it is in place. */
  readonly has: (digest: Digest) => boolean;
  /** Bytes of content in place, or in flight where known. */
  readonly size: (digest: Digest) => number | undefined;
  /** Whether somebody reads it: it must not be evicted. */
  readonly isLeased: (digest: Digest) => boolean;
  /** Also while it is read: who has opened the file reads on, who has not goes to upstream. */
  readonly remove: (digest: Digest) => Promise<void>;
  /** Ends flights and writes down the uses. */
  readonly close: () => Promise<void>;
}

export interface FetchedBlob {
  readonly lease: BlobLease;
  readonly isCollapsed: boolean;
}
