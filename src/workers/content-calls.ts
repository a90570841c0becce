// Reading content from another process: what crosses of the port ContentSource.
import type { BlobLease, BlobQuery, ContentSource, FoundBlob, FoundManifest, ManifestQuery, PushedContent } from '../gateway/cache/content-source.port.ts';

type TagsQuery = Parameters<ContentSource['tags']>[0];
type ReferrersQuery = Parameters<ContentSource['referrers']>[0];
type Answer<Name extends keyof ContentSource> = Awaited<ReturnType<ContentSource[Name]>>;

/** How far a blob's file had grown when the message was sent. */
export interface LeaseState {
  readonly size: number | undefined;
  readonly available: number;
  readonly isWhole: boolean;
}

export interface LeaseGrant extends LeaseState {
  /** Names the lease in later calls. */
  readonly lease: number;
  readonly file: string;
}

export type FoundBlobAsData = Exclude<FoundBlob, { readonly kind: 'file' }> | (Omit<Extract<FoundBlob, { readonly kind: 'file' }>, 'lease'> & { readonly granted: LeaseGrant });

export type ContentCalls = {
  readonly manifest: { readonly question: Omit<ManifestQuery, 'signal'>; readonly answer: FoundManifest };
  readonly blob: { readonly question: Omit<BlobQuery, 'signal'>; readonly answer: FoundBlobAsData };
  readonly tags: { readonly question: Omit<TagsQuery, 'signal'>; readonly answer: Answer<'tags'> };
  readonly referrers: { readonly question: Omit<ReferrersQuery, 'signal'>; readonly answer: Answer<'referrers'> };
  readonly pushed: { readonly question: PushedContent; readonly answer: undefined };
  /** Answered as `BlobLease.more` resolves. */
  readonly moreOfLease: { readonly question: { readonly lease: number; readonly position: number }; readonly answer: LeaseState };
  /** Told, not called. */
  readonly releaseLease: { readonly question: { readonly lease: number }; readonly answer: undefined };
};

export function stateOf(lease: BlobLease): LeaseState {
  return { size: lease.size, available: lease.available(), isWhole: lease.isWhole() };
}
