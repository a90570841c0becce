// Whether content may be read through a repository: the rule that keeps one repository's content from another's readers.
import type { Digest } from '../../core/image/digest.ts';
import type { RepositoryName } from './cache-index.port.ts';
import type { Knowledge } from './knowledge.ts';

/**
 * Content is readable through a repository that upstream has served it through. Where a manifest of the repository merely names it, it must have
 * been served by a repository that is public: anybody can push a manifest that names what is not theirs.
 */
export function isReadableThrough(knowledge: Pick<Knowledge, 'link' | 'isServedByPublic'>, repository: RepositoryName, digest: Digest): boolean {
  switch (knowledge.link(repository, digest)) {
    case 'served':
      return true;
    case 'named':
      return knowledge.isServedByPublic(digest);
    case undefined:
      return false;
  }
}
