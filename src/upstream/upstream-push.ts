// What the gateway can have an upstream registry store or take away, and what it answers.
import type { Readable } from 'node:stream';
import type { Digest } from '../core/image/digest.ts';
import type { TagOrDigest } from '../core/image/reference.ts';
import type { UpstreamIdentity } from './upstream-identity.ts';

interface Pushed {
  readonly repository: string;
  readonly as: UpstreamIdentity;
  /** Ends everything at once. The promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/** Where upstream wants the next piece of an upload: an absolute address, which is upstream's business alone. */
export type UploadAddress = string;

/** Bytes on their way from a client. The stream is sent once, at upstream's pace, and destroyed when upstream wants no more of it. */
export interface UploadBody {
  readonly stream: Readable;
  /** Bytes; undefined where the client has not told. */
  readonly length?: number;
}

export interface StartQuery extends Pushed {
  /** A blob of another repository at the same registry, to be had without sending it again. */
  readonly mount?: { readonly digest: Digest; readonly from: string };
}

export type StartedUpload =
  | { readonly kind: 'started'; readonly upload: UploadAddress; readonly chunkBytesMin?: number }
  /** The blob of the other repository is in this one as well. */
  | { readonly kind: 'mounted' };

export interface UploadQuery extends Pushed {
  readonly upload: UploadAddress;
}

export interface ChunkQuery extends UploadQuery {
  readonly body: UploadBody;
  /** `first-last`, as the distribution spec writes it. */
  readonly contentRange?: string;
}

export interface UploadState {
  /** Where to go on: another address after each piece. */
  readonly upload: UploadAddress;
  /** What upstream has: `0-1023`. */
  readonly range?: string;
}

export interface FinishQuery extends UploadQuery {
  readonly digest: Digest;
  readonly body?: UploadBody;
  readonly contentRange?: string;
}

export interface ManifestPut extends Pushed {
  readonly reference: TagOrDigest;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface StoredManifest {
  /** OCI-Subject: upstream has listed it as a referrer of this one. */
  readonly subject?: Digest;
}

export type Deleted = { readonly kind: 'manifest'; readonly reference: TagOrDigest } | { readonly kind: 'blob'; readonly digest: Digest };

export interface DeleteQuery extends Pushed {
  readonly what: Deleted;
}

/** Every operation rejects with UpstreamError, or with the signal's reason. None is tried a second time once bytes of a stream have been sent. */
export interface UpstreamPush {
  /** A mount that upstream does not make is an upload that was started. */
  startUpload(query: StartQuery): Promise<StartedUpload>;
  sendChunk(query: ChunkQuery): Promise<UploadState>;
  finishUpload(query: FinishQuery): Promise<void>;
  uploadState(query: UploadQuery): Promise<UploadState>;
  cancelUpload(query: UploadQuery): Promise<void>;
  putManifest(query: ManifestPut): Promise<StoredManifest>;
  delete(query: DeleteQuery): Promise<void>;
}
