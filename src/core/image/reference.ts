// An image's name as distribution/reference parses and normalizes it.
import type { Digest } from './digest.ts';

/** A parsed name: `registry` is the normalized domain (`docker.io`), `repository` the whole path (`library/nginx`). */
export interface ImageReference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** What a manifest is asked for by. */
export type TagOrDigest =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'digest'; readonly digest: Digest };
