// What the gateway can ask an upstream registry for, and what it gets.
import type { Readable } from 'node:stream';
import type { Descriptor } from '../core/distribution/descriptor.ts';
import type { Digest } from '../core/image/digest.ts';
import type { TagOrDigest } from '../core/image/reference.ts';
import type { UpstreamCredential } from './credential.port.ts';
import type { PersonIdentity, UpstreamIdentity } from './upstream-identity.ts';
import type { UpstreamPush } from './upstream-push.ts';

export type { PersonIdentity, UpstreamIdentity } from './upstream-identity.ts';

/** One configured upstream. Times in milliseconds. */
export interface UpstreamConfig {
  /** The normalized name: `docker.io`. */
  readonly registry: string;
  /** Where it is: `https://registry-1.docker.io`, with a path before `/v2/` if it has one. */
  readonly address: string;
  /** From the configuration; a credential in the store goes before it. */
  readonly credential?: UpstreamCredential;
  /** Certificates in PEM that are trusted besides the system's. */
  readonly ca?: string;
  readonly connectTimeoutMs: number;
  /** Until the head of the answer, connecting included, for each attempt. */
  readonly responseTimeoutMs: number;
  /** Between two pieces of a body. */
  readonly idleTimeoutMs: number;
}

interface Asked {
  readonly repository: string;
  readonly as: UpstreamIdentity;
  /** Ends everything at once: requests, waits and a body that is still read. The promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

export interface ManifestQuery extends Asked {
  readonly method: 'GET' | 'HEAD';
  readonly reference: TagOrDigest;
  /** The client's own Accept values. */
  readonly accept: readonly string[];
}

export interface UpstreamManifest {
  /** Without parameters. */
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** With GET, and with a HEAD that upstream's headers did not answer: checked against the digest, at most `manifestBytesMax`, a well-formed manifest. */
  readonly bytes?: Buffer;
  readonly rateLimit?: RateLimit;
}

export interface BlobQuery extends Asked {
  readonly method: 'GET' | 'HEAD';
  readonly digest: Digest;
  /** The client's Range header. */
  readonly range?: string;
  /** The caller holds the bytes against digest and length itself, and reads on at its own pace: the body is upstream's own stream. */
  readonly isUnverified?: boolean;
}

/** The headers of a blob's answer that say something about the bytes; no other header of upstream's is passed on. */
export interface BlobHeaders {
  readonly 'content-type': string;
  /** Bytes of this answer's body. */
  readonly 'content-length'?: string;
  readonly 'content-range'?: string;
  readonly 'accept-ranges'?: string;
}

export interface UpstreamBlob {
  readonly status: 200 | 206;
  readonly headers: BlobHeaders;
  /** Bytes of the body; undefined when upstream did not tell. */
  readonly size?: number;
  /**
   * With GET. The caller must read it to its end or destroy it. Of a 200 the last bytes come only when the digest is right; else it fails with an
   * UpstreamError. With `isUnverified` the caller checks digest and length; a connection that broke fails it with a transient UpstreamError: ask on from there.
   */
  readonly body?: Readable;
}

export interface TagsQuery extends Asked {
  readonly n?: number;
  readonly last?: string;
}

export interface UpstreamTags {
  readonly body: { readonly name: string; readonly tags: readonly string[] };
  readonly next?: { readonly n: number; readonly last: string };
}

export interface ReferrersQuery extends Asked {
  readonly digest: Digest;
  readonly artifactType?: string;
}

export interface UpstreamReferrers {
  /** An OCI image index, whatever the number of pages it came in. */
  readonly index: ReferrersIndex;
  /** `artifactType` when it was asked for: then the filter has been applied, by upstream or here. */
  readonly filtersApplied: readonly string[];
}

export interface ReferrersIndex {
  readonly schemaVersion: 2;
  readonly mediaType: 'application/vnd.oci.image.index.v1+json';
  readonly manifests: readonly Descriptor[];
}

/** What upstream last said about its pull limit (Docker Hub's `ratelimit-*` headers). */
export interface RateLimit {
  /** Pulls in a window. */
  readonly limit?: number;
  readonly remaining: number;
  readonly windowSeconds?: number;
  /** Whom upstream counts: an address or an account's id. */
  readonly source?: string;
  readonly atMs: number;
}

export interface IdentityQuestion extends UpstreamCredential {
  /** What the person wants to do there, each as `repository:library/nginx:pull`; none for a mere sign-in. */
  readonly scopes: readonly string[];
  readonly signal: AbortSignal;
}

/** What upstream says to a name and a secret. Messages are upstream's own words. */
export type IdentityAnswer =
  | { readonly kind: 'proven'; readonly identity: PersonIdentity; readonly expiresAtMs: number }
  /** 401. */
  | { readonly kind: 'wrong' }
  /** 403. */
  | { readonly kind: 'refused'; readonly message?: string }
  /** It could not be asked, or gave no usable answer. `problem` reads after the registry's name. */
  | { readonly kind: 'away'; readonly problem: string; readonly isRateLimit: boolean; readonly retryAfterSeconds?: number; readonly message?: string };

/** Every operation rejects with UpstreamError, or with the signal's reason. */
export interface UpstreamRegistry {
  readonly registry: string;
  /** Asks upstream whether a name and a secret are right. Keeps neither. Rejects with the signal's reason alone. */
  proveIdentity(question: IdentityQuestion): Promise<IdentityAnswer>;
  hasCredential(): Promise<boolean>;
  manifest(query: ManifestQuery): Promise<UpstreamManifest>;
  /** @throws RegistryError RANGE_INVALID for a malformed range of bytes */
  blob(query: BlobQuery): Promise<UpstreamBlob>;
  /**
   * Where upstream keeps the blob: the https address at another origin that it redirects a GET to, which nobody follows. Undefined when upstream
   * serves the blob itself. Rejects as `blob` does when upstream does not give it.
   */
  locateBlob(query: Omit<BlobQuery, 'method' | 'range' | 'isUnverified'>): Promise<string | undefined>;
  tags(query: TagsQuery): Promise<UpstreamTags>;
  /** Through the referrers API, or the referrers tag schema when upstream has none. */
  referrers(query: ReferrersQuery): Promise<UpstreamReferrers>;
  readonly push: UpstreamPush;
  /** The last known one; undefined when upstream never told (no limit, or nothing asked yet). */
  rateLimit(as: UpstreamIdentity): RateLimit | undefined;
}

export interface Upstreams {
  has(registry: string): boolean;
  get(registry: string): UpstreamRegistry | undefined;
  /** Ends every request and connection. */
  close(): Promise<void>;
}
