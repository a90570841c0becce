// What the cache must remember about its content: what is in place, which repository has it, where tags pointed, what was public.
//
// The index is a memory aid, not the truth: content whose file is missing is not there, and a lost row costs a request upstream, never
// a wrong answer. Every operation is quick (well under a millisecond for one row) and synchronous. Throws StorageFailed.
import type { Digest } from '../../core/image/digest.ts';

// What every operation throws, for adapters, which see ports alone.
export { StorageFailed } from './storage-failed.ts';

/** How a repository is known to have some content. */
export type LinkKind =
  /** Upstream served the content through this very repository. */
  | 'served'
  /** A manifest of this repository, served through it, names the content. */
  | 'named';

export interface StoredContent {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** Of a manifest; null for a blob. */
  readonly mediaType: string | null;
  readonly usedAtMs: number;
}

export interface RepositoryName {
  readonly registry: string;
  readonly repository: string;
}

export interface StoredTag {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly size: number;
  /** When upstream last said so. */
  readonly confirmedAtMs: number;
}

export interface TagVariant {
  readonly variant: string;
  readonly stored: StoredTag;
}

/** That upstream served a manifest of the repository to the anonymous. */
export interface PublicProof {
  readonly atMs: number;
  /** The manifest: asking for it again proves it again. */
  readonly digest: Digest;
}

export interface CacheTotals {
  readonly blobs: number;
  readonly manifests: number;
  /** Of both. */
  readonly bytes: number;
}

export interface CacheIndex {
  readonly content: (digest: Digest) => StoredContent | undefined;
  /** Says that the file is in place. A second time is the same as once. */
  readonly addContent: (content: StoredContent) => void;
  readonly removeContent: (digest: Digest) => void;
  /** In one transaction. */
  readonly touch: (uses: ReadonlyMap<Digest, number>) => void;
  /** Least recently used first, blobs before manifests; `limit` of them, from the `offset`th on. */
  readonly leastRecentlyUsed: (limit: number, offset: number) => readonly StoredContent[];
  /** All content whose digest has this beginning (`sha256:3f`), in no order. */
  readonly contentUnder: (prefix: string) => readonly StoredContent[];
  readonly totals: () => CacheTotals;

  readonly link: (repository: RepositoryName, digest: Digest) => LinkKind | undefined;
  /** `served` is never weakened to `named`. In one transaction. */
  readonly addLinks: (repository: RepositoryName, kind: LinkKind, digests: readonly Digest[]) => void;
  readonly removeLink: (repository: RepositoryName, digest: Digest) => void;
  /** Whether some repository with a public proof was served this content. */
  readonly isServedByPublic: (digest: Digest) => boolean;

  /** `variant` stands for what the client accepts (media-type negotiation). */
  readonly tag: (repository: RepositoryName, tag: string, variant: string) => StoredTag | undefined;
  readonly setTag: (repository: RepositoryName, tag: string, variant: string, stored: StoredTag) => void;
  /** What is known of the tag for all variants, the latest confirmed first. */
  readonly tagVariants: (repository: RepositoryName, tag: string) => readonly TagVariant[];
  /** All variants. */
  readonly removeTag: (repository: RepositoryName, tag: string) => void;
  readonly removeTags: (repository: RepositoryName) => void;

  readonly publicProof: (repository: RepositoryName) => PublicProof | undefined;
  readonly setPublicProof: (repository: RepositoryName, proof: PublicProof) => void;
  readonly removePublicProof: (repository: RepositoryName) => void;

  /** Removes links, tags and proofs that have not been used or confirmed since then and lead to no content. */
  readonly forgetBefore: (atMs: number) => void;
  readonly close: () => void;
}
