// The index as the pull pipeline uses it: what cannot be read is not known, what cannot be written is lost, and no pull fails for it.
import type { Digest } from '../../core/image/digest.ts';
import type { Log } from '../../telemetry/log.ts';
import type { CacheIndex, RepositoryName } from './cache-index.port.ts';
import { StorageFailed } from './storage-failed.ts';

/** None of it throws. What is not known is never an opening: no link, no proof. */
export type Knowledge = Pick<
  CacheIndex,
  'content' | 'link' | 'addLinks' | 'isServedByPublic' | 'tag' | 'tagVariants' | 'setTag' | 'removeTag' | 'removeTags' | 'removeLink' | 'publicProof' | 'setPublicProof' | 'removePublicProof'
>;

/** Tells the log once for each time that the index stops to work. */
export function createKnowledge(index: CacheIndex, log: Pick<Log, 'warn'>): Knowledge {
  let isBroken = false;
  // Proofs that upstream has refuted and the index could not be rid of.
  const refuted = new Set<string>();
  // Repositories whose tags are to be forgotten, and the index would not.
  const unforgotten = new Set<string>();

  const attempt = <T>(operation: () => T, otherwise: T): T => {
    try {
      const result = operation();
      isBroken = false;
      return result;
    } catch (error) {
      if (!(error instanceof StorageFailed)) throw error;
      if (!isBroken) log.warn({ problem: error.message }, 'the cache cannot use its index: pulls go on, more of them upstream');
      isBroken = true;
      return otherwise;
    }
  };
  const done = (operation: () => void): boolean => attempt(() => (operation(), true), false);

  /** Whether what was to be forgotten is; else it is tried once more, and what is left counts for nothing. */
  const isForgotten = (repository: RepositoryName): boolean => {
    const name = nameOf(repository);
    if (!unforgotten.has(name)) return true;
    if (done(() => index.removeTags(repository))) unforgotten.delete(name);
    return !unforgotten.has(name);
  };

  return {
    content: (digest) => attempt(() => index.content(digest), undefined),
    link: (repository, digest) => attempt(() => index.link(repository, digest), undefined),
    addLinks: (repository, kind, digests) => void done(() => index.addLinks(repository, kind, digests)),
    isServedByPublic: (digest: Digest) => refuted.size === 0 && attempt(() => index.isServedByPublic(digest), false),
    tag: (repository, tag, variant) => (isForgotten(repository) ? attempt(() => index.tag(repository, tag, variant), undefined) : undefined),
    tagVariants: (repository, tag) => (isForgotten(repository) ? attempt(() => index.tagVariants(repository, tag), []) : []),
    setTag: (repository, tag, variant, stored) => void done(() => index.setTag(repository, tag, variant, stored)),
    removeTag: (repository, tag) => {
      if (!done(() => index.removeTag(repository, tag))) unforgotten.add(nameOf(repository));
    },
    removeTags: (repository) => {
      if (!done(() => index.removeTags(repository))) unforgotten.add(nameOf(repository));
    },
    removeLink: (repository, digest) => void done(() => index.removeLink(repository, digest)),
    publicProof: (repository) => (refuted.has(nameOf(repository)) ? undefined : attempt(() => index.publicProof(repository), undefined)),
    setPublicProof: (repository, proof) => {
      if (done(() => index.setPublicProof(repository, proof))) refuted.delete(nameOf(repository));
    },
    removePublicProof: (repository) => {
      if (done(() => index.removePublicProof(repository))) refuted.delete(nameOf(repository));
      else refuted.add(nameOf(repository));
    },
  };
}

function nameOf({ registry, repository }: RepositoryName): string {
  return `${registry}/${repository}`;
}
