// Reads what the policy has permitted: from upstream, and never more of upstream than the person may read.
import { RegistryError } from '../core/distribution/error.ts';
import type { Digest } from '../core/image/digest.ts';
import type { TagOrDigest } from '../core/image/reference.ts';
import { mayReadPrivate } from '../core/policy/may-read-private.ts';
import { UpstreamError } from '../upstream/error.ts';
import type { UpstreamBlob, UpstreamIdentity, UpstreamManifest, UpstreamReferrers, UpstreamRegistry, UpstreamTags } from '../upstream/upstream-registry.ts';
import type { Permitted } from './enforce.ts';
import type { PublicRepositories } from './public-repositories.ts';

interface Query {
  /** What the enforcement point answered: nothing is read without it. */
  readonly permit: Permitted;
  readonly signal: AbortSignal;
}

export interface Pull {
  readonly manifest: (query: Query & { readonly method: 'GET' | 'HEAD'; readonly reference: TagOrDigest; readonly accept: readonly string[] }) => Promise<UpstreamManifest>;
  /** `range` is the raw header. */
  readonly blob: (query: Query & { readonly method: 'GET' | 'HEAD'; readonly digest: Digest; readonly range?: string }) => Promise<UpstreamBlob>;
  readonly tags: (query: Query & { readonly n?: number; readonly last?: string }) => Promise<UpstreamTags>;
  readonly referrers: (query: Query & { readonly digest: Digest; readonly artifactType?: string }) => Promise<UpstreamReferrers>;
}

export interface PullOptions {
  readonly upstreams: { readonly get: (registry: string) => UpstreamRegistry | undefined };
  readonly publicRepositories: PublicRepositories;
}

/**
 * Makes the pipeline. Each operation rejects with an UpstreamError when upstream does not give what was asked, and with the
 * signal's reason when it was aborted.
 */
export function createPull(options: PullOptions): Pull {
  const read = createReader(options);
  return {
    manifest: ({ permit, method, reference, accept, signal }) => {
      const { repository } = permit.request.resource;
      const ask = (as: UpstreamIdentity, how: 'GET' | 'HEAD') => (upstream: UpstreamRegistry) => upstream.manifest({ method: how, repository, reference, accept, as, signal });
      // Docker Hub counts GET against the rate limit of whoever asks, and HEAD not at all.
      return read(permit, { ask: (as) => ask(as, method), isProof: true, ...(method === 'GET' ? { prove: ask('anonymous', 'HEAD') } : {}) });
    },
    blob: ({ permit, method, digest, range, signal }) => {
      const { repository } = permit.request.resource;
      return read(permit, { ask: (as) => (upstream) => upstream.blob({ method, repository, digest, ...(range === undefined ? {} : { range }), as, signal }) });
    },
    tags: ({ permit, n, last, signal }) => {
      const { repository } = permit.request.resource;
      return read(permit, { ask: (as) => (upstream) => upstream.tags({ repository, ...(n === undefined ? {} : { n }), ...(last === undefined ? {} : { last }), as, signal }) });
    },
    referrers: ({ permit, digest, artifactType, signal }) => {
      const { repository } = permit.request.resource;
      return read(permit, { ask: (as) => (upstream) => upstream.referrers({ repository, digest, ...(artifactType === undefined ? {} : { artifactType }), as, signal }) });
    },
  };
}

interface Reading<T> {
  readonly ask: (as: UpstreamIdentity) => (upstream: UpstreamRegistry) => Promise<T>;
  /**
   * Whether an answer to the anonymous proves that the repository is public. Only a manifest does: registries that hide what is
   * private behind a 404 leave lists of tags and referrers empty, and answer for well-known blobs, as if they were public.
   */
  readonly isProof?: boolean;
  /** A cheaper question to upstream whose answer to the anonymous proves that the repository is public. */
  readonly prove?: (upstream: UpstreamRegistry) => Promise<unknown>;
}

/**
 * Chooses on whose behalf upstream is asked. The gateway's own credentials are used in two cases alone: the person may read
 * the private repositories of that namespace; or upstream has served a manifest of this very repository without credentials.
 */
function createReader({ upstreams, publicRepositories }: PullOptions): <T>(permit: Permitted, reading: Reading<T>) => Promise<T> {
  return async (permit, { ask, isProof = false, prove }) => {
    const { resource } = permit.request;
    const upstream = upstreams.get(resource.registry);
    if (upstream === undefined) throw new RegistryError('NAME_UNKNOWN', `registry ${resource.registry} is not configured at this gateway`);
    const askAsGateway = async () => {
      try {
        return await ask('gateway')(upstream);
      } catch (error) {
        // A wrong or narrow credential must not close what is open to anybody.
        if (!(error instanceof UpstreamError) || error.kind !== 'refused') throw error;
        publicRepositories.remove(resource);
        return ask('anonymous')(upstream);
      }
    };

    if (!(await upstream.hasCredential())) return ask('anonymous')(upstream);
    if (mayReadPrivate(permit.request, permit.facts) || publicRepositories.has(resource)) return askAsGateway();
    if (prove !== undefined && (await isServed(prove(upstream)))) {
      publicRepositories.add(resource);
      return askAsGateway();
    }
    const answer = await ask('anonymous')(upstream);
    if (isProof) publicRepositories.add(resource);
    return answer;
  };
}

/** False when upstream's answer to the cheaper question is of no use (some registries answer HEAD badly): the real question will tell. */
async function isServed(proof: Promise<unknown>): Promise<boolean> {
  try {
    await proof;
    return true;
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === 'bad-response') return false;
    throw error;
  }
}
