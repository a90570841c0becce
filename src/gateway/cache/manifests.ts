// A manifest by its digest: from the cache where it may be read through the repository, else from upstream through it.
import type { Digest } from '../../core/image/digest.ts';
import { UpstreamError } from '../../upstream/error.ts';
import { identityKey } from '../../upstream/identity-key.ts';
import type { UpstreamManifest } from '../../upstream/upstream-registry.ts';
import type { Asking, AskedManifest, ManifestQuestion } from './asking.ts';
import { questionKey } from './asking.ts';
import { failureLastsMs } from './failure-memory.ts';
import type { RepositoryName } from './cache-index.port.ts';
import type { Changes } from '../changes.ts';
import type { Knowledge } from './knowledge.ts';
import type { Access, PublicProofs } from './public-proof.ts';
import { isReadableThrough } from './readable.ts';
import { createRememberedFailures } from './remembered-failures.ts';
import type { StoredManifests } from './stored-manifests.ts';

export interface DigestQuestion extends ManifestQuestion {
  readonly reference: { readonly kind: 'digest'; readonly digest: Digest };
  readonly method: 'GET' | 'HEAD';
}

export interface FoundContent {
  /** `bytes` always with GET. */
  readonly manifest: Pick<UpstreamManifest, 'mediaType' | 'digest' | 'size' | 'bytes'>;
  readonly access: Access;
  readonly isFromCache: boolean;
  readonly isCollapsed: boolean;
}

export interface Manifests {
  /** @throws UpstreamError, or the signal's reason */
  readonly find: (question: DigestQuestion, access: Access) => Promise<FoundContent>;
  /** What upstream did not give of the repository is asked for again. */
  readonly forgetFailures: (repository: RepositoryName) => void;
}

export interface ManifestsOptions {
  readonly knowledge: Knowledge;
  readonly manifests: StoredManifests;
  readonly asking: Asking;
  readonly proofs: PublicProofs;
  readonly changes: Pick<Changes, 'of'>;
  readonly settings: { readonly negativeMs: number };
  readonly now: () => number;
}

export function createManifests({ knowledge, manifests, asking, proofs, changes, settings, now }: ManifestsOptions): Manifests {
  const failures = createRememberedFailures({ now });

  const fromCache = async (digest: Digest, access: Access): Promise<FoundContent | undefined> => {
    const kept = await manifests.read(digest);
    return kept === undefined ? undefined : { manifest: { ...kept, size: kept.bytes.byteLength }, access, isFromCache: true, isCollapsed: false };
  };

  const ask = async (question: DigestQuestion, method: 'GET' | 'HEAD', access: Access): Promise<AskedManifest> => {
    const key = `${identityKey(access.as)} ${questionKey(question)}`;
    const failure = failures.find(key);
    if (failure !== undefined) throw failure.error;
    const change = changes.of(question.name);
    try {
      return await asking.manifest(question, { method, as: access.as });
    } catch (error) {
      if (error instanceof UpstreamError && changes.of(question.name) === change) failures.remember(key, { error, untilMs: now() + failureLastsMs(error, settings.negativeMs) });
      throw error;
    }
  };

  /** What upstream says without handing the manifest over; undefined where it answers HEAD badly, and the real question will tell. */
  const describe = async (question: DigestQuestion, access: Access): Promise<AskedManifest | undefined> => {
    try {
      return await ask(question, 'HEAD', access);
    } catch (error) {
      if (question.method === 'GET' && error instanceof UpstreamError && error.kind === 'bad-response') return undefined;
      throw error;
    }
  };

  const opened = (access: Access, { as }: AskedManifest): Access => (as === 'anonymous' ? proofs.proven(access) : access);

  return {
    forgetFailures: failures.forgetAbout,
    find: async (question, access) => {
      const { name, reference, method } = question;
      const { digest } = reference;
      let current = access;
      if (access.kind === 'open' && manifests.has(digest) && isReadableThrough(knowledge, name, digest)) {
        const found = await fromCache(digest, access);
        if (found !== undefined) return found;
      } else if (method === 'HEAD' || manifests.has(digest) || (access.kind === 'unproven' && access.hasCredential)) {
        // Docker Hub counts GET against the rate limit of whoever asks, and HEAD not at all.
        const described = await describe(question, access);
        if (described !== undefined) {
          current = opened(access, described);
          const found = await fromCache(digest, current);
          if (found !== undefined) return found;
          if (method === 'HEAD' || described.answer.bytes !== undefined) return { manifest: described.answer, access: current, isFromCache: false, isCollapsed: described.isCollapsed };
        }
      }
      const asked = await ask(question, method, current);
      return { manifest: asked.answer, access: opened(current, asked), isFromCache: false, isCollapsed: asked.isCollapsed };
    },
  };
}
