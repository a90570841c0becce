// Manifests that the cache holds: in place on the disk, or on their way there.
import type { Digest } from '../../core/image/digest.ts';
import type { ContentStore, KeptContent } from './content-store.ts';
import type { Knowledge } from './knowledge.ts';

export interface StoredManifests {
  /** Whether the bytes are here as a manifest. */
  readonly has: (digest: Digest) => boolean;
  readonly read: (digest: Digest) => Promise<KeptContent | undefined>;
  /** Nobody waits for the disk: until the bytes are in place they are read from memory. */
  readonly keep: (manifest: KeptContent) => void;
  /** Resolves when none is on its way any more. */
  readonly settled: () => Promise<void>;
}

export function createStoredManifests({ content, knowledge }: { readonly content: Pick<ContentStore, 'has' | 'read' | 'keep'>; readonly knowledge: Pick<Knowledge, 'content'> }): StoredManifests {
  const arriving = new Map<Digest, KeptContent>();
  const keeping = new Set<Promise<void>>();
  const mediaTypeOf = (digest: Digest): string | undefined => (content.has(digest) ? (knowledge.content(digest)?.mediaType ?? undefined) : undefined);
  return {
    has: (digest) => arriving.has(digest) || mediaTypeOf(digest) !== undefined,
    read: async (digest) => {
      const mediaType = mediaTypeOf(digest);
      if (mediaType === undefined) return arriving.get(digest);
      const bytes = await content.read(digest);
      return bytes === undefined ? arriving.get(digest) : { digest, mediaType, bytes };
    },
    keep: (manifest) => {
      const { digest } = manifest;
      if (arriving.has(digest) || mediaTypeOf(digest) !== undefined) return;
      arriving.set(digest, manifest);
      const kept = content.keep(manifest).finally(() => {
        arriving.delete(digest);
        keeping.delete(kept);
      });
      keeping.add(kept);
    },
    settled: async () => {
      await Promise.all(keeping);
    },
  };
}
