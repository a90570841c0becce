// Reads what the policy has permitted: from memory, from the cache, or from upstream, and never more than the person may read.
import { RegistryError } from '../core/distribution/error.ts';
import type { Digest } from '../core/image/digest.ts';
import type { TagOrDigest } from '../core/image/reference.ts';
import { mayReadPrivate } from '../core/policy/may-read-private.ts';
import type { UpstreamReferrers, UpstreamRegistry, UpstreamTags } from '../upstream/upstream-registry.ts';
import { createAcceptedReader } from './accepted.ts';
import type { Audience, ContentQuery, ContentSource, FoundManifest } from './cache/content-source.port.ts';
import { createChanges } from './changes.ts';
import type { ChangedRepository } from './changes.ts';
import type { Permitted } from './enforce.ts';
import { covers, personIdentity } from './person.ts';
import { createPullBlob } from './pull-blob.ts';
import type { PulledBlob } from './pull-blob.ts';
import { createWarmManifests, warmKey } from './warm-manifests.ts';

/** What the enforcement point answered: nothing is read without it. */
export type ReadPermit = Pick<Permitted, 'request' | 'facts' | 'person'>;

interface Query {
  readonly permit: ReadPermit;
  readonly signal: AbortSignal;
}

export interface ManifestWish {
  readonly permit: ReadPermit;
  readonly reference: TagOrDigest;
  /** The client's Accept header. */
  readonly accept: string | undefined;
}

export interface Pull {
  /** A manifest that may be answered at once, with its bytes; undefined when `manifest` has to be asked. Waits for nothing and never throws. */
  readonly warmManifest: (wish: ManifestWish) => FoundManifest | undefined;
  /** Something was pushed there: what this process remembers of the repository, and what it is about to, is asked for again. */
  readonly forget: (repository: ChangedRepository) => void;
  readonly manifest: (query: Query & ManifestWish & { readonly method: 'GET' | 'HEAD' }) => Promise<FoundManifest>;
  /** `range` is the raw header. What has a body must be sent or discarded. */
  readonly blob: (query: Query & { readonly method: 'GET' | 'HEAD'; readonly digest: Digest; readonly range?: string }) => Promise<PulledBlob>;
  readonly tags: (query: Query & { readonly n?: number; readonly last?: string }) => Promise<UpstreamTags>;
  readonly referrers: (query: Query & { readonly digest: Digest; readonly artifactType?: string }) => Promise<UpstreamReferrers>;
}

export interface PullOptions {
  readonly source: ContentSource;
  /** For what is not cached: this process reads it from upstream itself. */
  readonly upstreams: { readonly get: (registry: string) => UpstreamRegistry | undefined };
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/**
 * Makes the pipeline. Each operation rejects with an UpstreamError when upstream does not give what was asked, with a
 * RegistryError for a malformed range, and with the signal's reason when it was aborted.
 */
export function createPull({ source, upstreams, now }: PullOptions): Pull {
  const readAccepted = createAcceptedReader();
  const warm = createWarmManifests({ now });
  const changes = createChanges();
  const pullBlob = createPullBlob({ source, upstreamOf: (registry) => upstreamOf(upstreams, registry), now });

  const keyOf = ({ permit, reference, accept }: ManifestWish, audience: Audience): string => {
    const { registry, repository } = permit.request.resource;
    return warmKey({ registry, repository, reference, variant: readAccepted(accept).variant, audience });
  };
  return {
    // A person may read what everybody may.
    warmManifest: (wish) => warm.find(keyOf(wish, audienceOf(wish.permit))) ?? (wish.permit.person === undefined ? undefined : warm.find(keyOf(wish, 'public'))),
    forget: (repository) => {
      changes.note(repository);
      warm.forget(repository);
    },
    manifest: async ({ method, signal, ...wish }) => {
      const change = changes.of(wish.permit.request.resource);
      const found = await source.manifest({ ...queryOf(wish.permit, signal), method, reference: wish.reference, accept: readAccepted(wish.accept).accept });
      const isForAll = wish.permit.person !== undefined && found.isPublic === true;
      // What was pushed since may be something else.
      if (changes.of(wish.permit.request.resource) === change) warm.keep(keyOf(wish, isForAll ? 'public' : audienceOf(wish.permit)), found);
      return found;
    },
    blob: ({ permit, signal, ...wanted }) => pullBlob({ ...queryOf(permit, signal), ...wanted }),
    tags: ({ permit, signal, ...page }) => source.tags({ ...queryOf(permit, signal), ...page }),
    referrers: ({ permit, signal, ...wanted }) => source.referrers({ ...queryOf(permit, signal), ...wanted }),
  };
}

/** What this person may read of this repository, now: never remembered. */
function audienceOf({ request, facts, person }: ReadPermit): Audience {
  if (person !== undefined) return { kind: 'person', identity: personIdentity(person), covers: covers(person, request.resource.repository, 'pull'), expiresAtMs: person.expiresAtMs };
  return mayReadPrivate(request, facts) ? 'members' : 'public';
}

function queryOf(permit: ReadPermit, signal: AbortSignal): ContentQuery {
  const { registry, repository } = permit.request.resource;
  return { registry, repository, audience: audienceOf(permit), signal };
}

function upstreamOf(upstreams: PullOptions['upstreams'], registry: string): UpstreamRegistry {
  const upstream = upstreams.get(registry);
  if (upstream === undefined) throw new RegistryError('NAME_UNKNOWN', `registry ${registry} is not configured at this gateway`);
  return upstream;
}
