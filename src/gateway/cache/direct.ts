// Manifests while the cache is off: asked of upstream each time, and never more of upstream than the person may read.
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamRegistry } from '../../upstream/upstream-registry.ts';
import type { Asking } from './asking.ts';
import type { FoundManifest, ManifestQuery } from './content-source.port.ts';
import type { PersonAccess } from './person-access.ts';
import type { Access, PublicProofs } from './public-proof.ts';

export interface Direct {
  /** @throws UpstreamError, or the signal's reason */
  readonly manifest: (upstream: UpstreamRegistry, query: ManifestQuery) => Promise<FoundManifest>;
}

export function createDirect({ proofs, persons, asking }: { readonly proofs: PublicProofs; readonly persons: Pick<PersonAccess, 'identityFor'>; readonly asking: Asking }): Direct {
  const accessOf = async (upstream: UpstreamRegistry, { audience, ...name }: ManifestQuery): Promise<Access> => {
    if (typeof audience === 'string') return proofs.accessOf(upstream, { ...name, audience });
    return { kind: 'open', as: await persons.identityFor({ upstream, name, audience }), untilMs: 0 };
  };
  return {
    manifest: async (upstream, query) => {
      const { method, reference, accept, signal } = query;
      const question = { upstream, name: query, reference, accept, signal };
      let access = await accessOf(upstream, query);
      if (access.kind === 'unproven' && access.hasCredential && method === 'GET') {
        // Docker Hub counts GET against the rate limit of whoever asks, and HEAD not at all.
        const isServed = await asking.manifest(question, { method: 'HEAD', as: 'anonymous' }).then(() => true, isAnswered);
        if (isServed) access = proofs.proven(access);
      }
      const { mediaType, digest, size, bytes } = (await asking.manifest(question, { method, as: access.as })).answer;
      return { mediaType, digest, size, ...(bytes === undefined ? {} : { bytes }), freshUntilMs: 0, cacheStatus: { kind: 'bypass' } };
    },
  };
}

/** False when upstream's answer to the cheaper question is of no use (some registries answer HEAD badly): the real question will tell. */
function isAnswered(error: unknown): boolean {
  if (error instanceof UpstreamError && error.kind === 'bad-response') return false;
  throw error;
}
