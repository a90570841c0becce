// What the pull pipeline asks for content: the cache and the upstreams behind it, in this process or in another of the machine.
import type { Digest } from '../../core/image/digest.ts';
import type { TagOrDigest } from '../../core/image/reference.ts';
import type { PersonIdentity, UpstreamIdentity, UpstreamReferrers, UpstreamTags } from '../../upstream/upstream-registry.ts';
import type { CacheStatus } from '../cache-status.ts';

// What it rejects with is part of the port.
export { UpstreamError } from '../../upstream/error.ts';
export type { UpstreamErrorDetails } from '../../upstream/error.ts';
export { StorageFailed } from './storage-failed.ts';

/**
 * What the person may read of the repository, worked out anew for each request: `public` what upstream serves to anybody, `members`
 * what it serves to the gateway's own credentials as well; a person whom upstream itself knows, what it serves to that person.
 */
export type Audience = 'public' | 'members' | PersonAudience;

export interface PersonAudience {
  readonly kind: 'person';
  readonly identity: PersonIdentity;
  /** Whether the token was asked for reading this repository: another one would be refused whoever the person is. */
  readonly covers: boolean;
  /** Of the token. */
  readonly expiresAtMs: number;
}

export interface ContentQuery {
  /** `docker.io`. */
  readonly registry: string;
  /** `library/nginx`. */
  readonly repository: string;
  readonly audience: Audience;
  /** Ends the wait of this caller alone; what others wait for goes on. The promise rejects with its reason. */
  readonly signal: AbortSignal;
}

export interface ManifestQuery extends ContentQuery {
  /** HEAD costs no fetch of a manifest that is not in the cache; its answer may have no bytes then. */
  readonly method: 'GET' | 'HEAD';
  readonly reference: TagOrDigest;
  /** The client's own Accept values. */
  readonly accept: readonly string[];
}

export interface FoundManifest {
  /** Without parameters. */
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** Always with GET. Checked against the digest. */
  readonly bytes?: Buffer;
  /** Until when (ms since the epoch) the same query may be answered with this again, without asking: for `accept` of the same meaning and the same audience. */
  readonly freshUntilMs: number;
  /** Upstream serves it to anybody: until then it may be answered to every audience. */
  readonly isPublic?: true;
  readonly cacheStatus: CacheStatus;
}

export interface BlobQuery extends ContentQuery {
  readonly method: 'GET' | 'HEAD';
  readonly digest: Digest;
  /** First byte that is wanted, where the client asked for a range with a beginning; undefined for the whole and for a suffix. */
  readonly first?: number;
  /** Whether the client asked for a range at all. */
  readonly isPart: boolean;
}

export type FoundBlob =
  /** The answer to a HEAD. */
  | { readonly kind: 'described'; readonly size?: number; readonly cacheStatus: CacheStatus }
  /** In a file, whole or arriving. Must be released. */
  | { readonly kind: 'file'; readonly lease: BlobLease; readonly cacheStatus: CacheStatus }
  /** Not from the cache: the caller reads it from upstream itself, as this identity, which may read it. */
  | { readonly kind: 'upstream'; readonly as: UpstreamIdentity; readonly cacheStatus: CacheStatus }
  /** The client is to fetch it where upstream keeps it: an address with a signature of its own. */
  | { readonly kind: 'redirect'; readonly location: string; readonly cacheStatus: CacheStatus };

/** A blob's file that stays where it is, and is not evicted, until the lease is released. The open file is good for reading even after that. */
export interface BlobLease {
  readonly file: string;
  /** Bytes of the whole blob; undefined while upstream has not told. */
  readonly size: number | undefined;
  /** Bytes from the file's beginning that may be sent now: all of them once the digest is proven, never the last one before; 0 once it has failed. */
  readonly available: () => number;
  /** Whether everything is there and proven. `available()` is the blob's size then. */
  readonly isWhole: () => boolean;
  /**
   * Resolves once more than `position` bytes are available, or the blob is whole. Rejects with UpstreamError when it will never be,
   * with StorageFailed when the disk and not upstream is to blame (the caller then reads on from upstream), or with the signal's reason.
   */
  readonly more: (position: number, signal: AbortSignal) => Promise<void>;
  /**
   * The first bytes of a blob that is arriving, from memory and so before the file has them; undefined, or none, where the file is to be read. Left out by
   * leases that know the file alone. Rejects as `more` does.
   */
  readonly beginning?: (signal: AbortSignal) => Promise<Buffer | undefined>;
  /** To be called exactly once. */
  readonly release: () => void;
}

/** What was written to upstream, or may have been. */
export interface PushedContent {
  readonly registry: string;
  readonly repository: string;
  /** Left out where it may have been anything. */
  readonly reference?: TagOrDigest;
  readonly isDeleted?: true;
}

/** Every operation rejects with UpstreamError, RegistryError (registry not configured), or the signal's reason. */
export interface ContentSource {
  readonly manifest: (query: ManifestQuery) => Promise<FoundManifest>;
  readonly blob: (query: BlobQuery) => Promise<FoundBlob>;
  readonly tags: (query: ContentQuery & { readonly n?: number; readonly last?: string }) => Promise<UpstreamTags>;
  readonly referrers: (query: ContentQuery & { readonly digest: Digest; readonly artifactType?: string }) => Promise<UpstreamReferrers>;
  /** Forgets what was known of it, in every process of this gateway, so that the next pull asks upstream. Never rejects but for a process that is gone. */
  readonly pushed: (content: PushedContent) => Promise<void>;
}
