// What the pull pipeline asks for content: from the cache what may be read of it, from upstream the rest.
import { RegistryError } from '../../core/distribution/error.ts';
import type { Log } from '../../telemetry/log.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamIdentity, UpstreamRegistry } from '../../upstream/upstream-registry.ts';
import { askAs } from './ask-as.ts';
import { createAsking } from './asking.ts';
import type { Asking } from './asking.ts';
import { createBlobs } from './blobs.ts';
import type { BlobDelivery, Blobs } from './blobs.ts';
import type { CacheIndex } from './cache-index.port.ts';
import type { CacheStatus } from '../cache-status.ts';
import { createChanges } from '../changes.ts';
import type { Changes } from '../changes.ts';
import type { BlobQuery, ContentQuery, ContentSource, FoundBlob, FoundManifest, ManifestQuery, PushedContent } from './content-source.port.ts';
import type { ContentStore } from './content-store.ts';
import { createCounts } from './counts.ts';
import { createDirect } from './direct.ts';
import type { Direct } from './direct.ts';
import { createKnowledge } from './knowledge.ts';
import type { Knowledge } from './knowledge.ts';
import { createManifests } from './manifests.ts';
import type { FoundContent, Manifests } from './manifests.ts';
import { createPersonAccess } from './person-access.ts';
import type { PersonAccess } from './person-access.ts';
import { createPublicProofs } from './public-proof.ts';
import type { Access, PublicProofs } from './public-proof.ts';
import type { SourceStats } from './report.ts';
import { tokenTooNarrow } from '../token-too-narrow.ts';
import { createStoredManifests } from './stored-manifests.ts';
import type { StoredManifests } from './stored-manifests.ts';
import { createTags } from './tags.ts';
import type { FoundTag, TagQuestion, Tags } from './tags.ts';

export interface ContentSourceOptions {
  readonly content: ContentStore;
  readonly index: CacheIndex;
  readonly upstreams: { readonly get: (registry: string) => UpstreamRegistry | undefined };
  /** Milliseconds. */
  readonly settings: {
    /** So long what a tag names is not asked again. */
    readonly tagFreshMs: number;
    /** So long the last known manifest is served when upstream cannot be asked. */
    readonly staleMs: number;
    /** So long upstream's word that something is not there is repeated. */
    readonly negativeMs: number;
    /** So long a pull waits for upstream to confirm what could be served at once. */
    readonly slowMs: number;
    /** So long what a person may read counts as proven; 5 minutes unless given. */
    readonly personProofMs?: number;
  };
  /** Whether people sign in there with their own names, and read what is private with their own tokens; nowhere unless given. */
  readonly hasPersons?: (registry: string) => boolean;
  readonly delivery: (registry: string) => BlobDelivery;
  /** False: everything is asked of upstream, and nothing is kept. */
  readonly isEnabled: () => boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Pick<Log, 'warn'>;
}

export interface CountingContentSource extends ContentSource {
  /** Since the start. */
  readonly stats: () => SourceStats;
  /** Waits for what is on its way to the disk. To be called before the content store is closed. */
  readonly close: () => Promise<void>;
}

interface Parts {
  readonly options: ContentSourceOptions;
  readonly knowledge: Knowledge;
  readonly changes: Changes;
  readonly proofs: PublicProofs;
  readonly persons: PersonAccess;
  readonly asking: Asking;
  readonly stored: StoredManifests;
  readonly tags: Tags;
  readonly manifests: Manifests;
  readonly blobs: Blobs;
  readonly direct: Direct;
}

export function createContentSource(options: ContentSourceOptions): CountingContentSource {
  const parts = createParts(options);
  const { direct } = parts;
  const counts = createCounts(options.now);

  return {
    manifest: (query) =>
      narrowly(query, async () => {
        const upstream = upstreamOf(options, query);
        const found = options.isEnabled() ? await findManifest(parts, upstream, query) : await direct.manifest(upstream, query);
        counts.add({ cacheStatus: found.cacheStatus, bytes: found.bytes?.byteLength ?? 0 });
        return found;
      }),
    blob: (query) =>
      narrowly(query, async () => {
        const found = await findBlob(parts, upstreamOf(options, query), query);
        counts.add({ cacheStatus: found.cacheStatus, bytes: found.kind === 'file' ? (found.lease.size ?? 0) : 0 });
        return found;
      }),
    tags: (query) =>
      narrowly(query, async () => {
        const upstream = upstreamOf(options, query);
        const { repository, n, last, signal } = query;
        const { answer } = await askAs(await listerOf(parts, upstream, query), (as) => upstream.tags({ repository, ...(n === undefined ? {} : { n }), ...(last === undefined ? {} : { last }), as, signal }));
        return answer;
      }),
    referrers: (query) =>
      narrowly(query, async () => {
        const upstream = upstreamOf(options, query);
        const { repository, digest, artifactType, signal } = query;
        const { answer } = await askAs(await listerOf(parts, upstream, query), (as) => upstream.referrers({ repository, digest, ...(artifactType === undefined ? {} : { artifactType }), as, signal }));
        return answer;
      }),
    pushed: (pushed) => {
      forget(parts, pushed);
      return Promise.resolve();
    },
    stats: counts.read,
    close: parts.stored.settled,
  };
}

function createParts(options: ContentSourceOptions): Parts {
  const { content, index, settings, hasPersons, isEnabled, now, log } = options;
  const knowledge = createKnowledge(index, log);
  const proofs = createPublicProofs({ knowledge, settings, ...(hasPersons === undefined ? {} : { hasPersons }), now });
  const persons = createPersonAccess({ proofs, settings, now });
  const stored = createStoredManifests({ content, knowledge });
  const changes = createChanges();
  const asking = createAsking({ knowledge, manifests: stored, changes, isEnabled, now });
  return {
    options,
    knowledge,
    changes,
    proofs,
    persons,
    asking,
    stored,
    tags: createTags({ knowledge, manifests: stored, asking, proofs, changes, settings, now }),
    manifests: createManifests({ knowledge, manifests: stored, asking, proofs, changes, settings, now }),
    blobs: createBlobs({ knowledge, content, asking }),
    direct: createDirect({ proofs, persons, asking }),
  };
}

/** First of all so that nothing which is under way is remembered. */
function forget({ changes, knowledge, tags, manifests }: Parts, { reference, isDeleted, ...name }: PushedContent): void {
  changes.note(name);
  if (reference?.kind === 'tag') knowledge.removeTag(name, reference.tag);
  else knowledge.removeTags(name);
  if (isDeleted === true && reference?.kind === 'digest') knowledge.removeLink(name, reference.digest);
  tags.forgetFailures(name);
  manifests.forgetFailures(name);
}

function upstreamOf({ upstreams }: ContentSourceOptions, { registry }: ContentQuery): UpstreamRegistry {
  const upstream = upstreams.get(registry);
  if (upstream === undefined) throw new RegistryError('NAME_UNKNOWN', `registry ${registry} is not configured at this gateway`);
  return upstream;
}

/** A token that was asked for other repositories is refused upstream whoever brings it: the client is to come with another. */
async function narrowly<T>({ audience, repository }: ContentQuery, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (typeof audience !== 'string' && !audience.covers && error instanceof UpstreamError && error.kind === 'refused') throw tokenTooNarrow(repository);
    throw error;
  }
}

/** As whom what is always asked of upstream is asked for. */
async function listerOf({ proofs, persons }: Parts, upstream: UpstreamRegistry, query: ContentQuery): Promise<UpstreamIdentity> {
  const { audience, signal } = query;
  if (typeof audience !== 'string') return persons.identityFor({ upstream, name: query, audience });
  return (await settled(proofs, upstream, { ...query, audience, signal })).as;
}

async function settled(proofs: PublicProofs, upstream: UpstreamRegistry, query: ContentQuery & { readonly audience: 'public' | 'members' }): Promise<Access> {
  return proofs.settle(await proofs.accessOf(upstream, query), { upstream, name: query, signal: query.signal });
}

async function findManifest(parts: Parts, upstream: UpstreamRegistry, query: ManifestQuery): Promise<FoundManifest> {
  const { proofs, persons, asking, manifests } = parts;
  const { method, reference, accept, audience, signal } = query;
  const question = { upstream, name: query, accept, signal, method };
  const ask = (as: UpstreamIdentity, until: AbortSignal): Promise<void> => asking.isThere({ ...question, reference, signal: until }, as);
  const access = typeof audience === 'string' ? await proofs.accessOf(upstream, { ...query, audience }) : await persons.open({ ...question, audience, ask });
  if (reference.kind === 'tag') return findByTag(parts, { ...question, reference }, access);
  const found = await manifests.find({ ...question, reference }, await proofs.settle(access, question));
  return manifestOf(found, found.access.kind === 'open' ? found.access.untilMs : 0);
}

async function findByTag(parts: Parts, question: TagQuestion, access: Access): Promise<FoundManifest> {
  const { upstream } = question;
  const tag = await parts.tags.find(question, access);
  if (tag.stale !== undefined) return standIn(parts, tag, { registry: upstream.registry, cacheStatus: tag.stale });
  try {
    return await readTagged(parts, question, tag);
  } catch (error) {
    // The tag has moved since, and what it named was removed upstream.
    if (!tag.isRemembered || !(error instanceof UpstreamError) || error.kind !== 'not-found') throw error;
    return readTagged(parts, question, await parts.tags.find(question, access, 'must-ask'));
  }
}

async function standIn({ stored }: Parts, tag: FoundTag, { registry, cacheStatus }: { readonly registry: string; readonly cacheStatus: CacheStatus }): Promise<FoundManifest> {
  const { digest, mediaType, size } = tag.stored;
  const kept = await stored.read(digest);
  if (kept === undefined) throw new UpstreamError({ kind: 'unavailable', registry, problem: 'cannot be asked, and the cache has lost what it last said' });
  return { mediaType, digest, size, bytes: kept.bytes, freshUntilMs: tag.untilMs, cacheStatus };
}

async function readTagged({ manifests, stored }: Parts, question: TagQuestion, tag: FoundTag): Promise<FoundManifest> {
  const { digest, mediaType, size } = tag.stored;
  const described = { mediaType, digest, size };
  const came = tag.bytes;
  if (came !== undefined) return manifestOf({ manifest: { ...described, bytes: came }, access: tag.access, isFromCache: false, isCollapsed: tag.isCollapsed }, tag.untilMs);
  if (question.method === 'HEAD') {
    const kept = await stored.read(digest);
    return manifestOf({ manifest: { ...described, ...(kept === undefined ? {} : { bytes: kept.bytes }) }, access: tag.access, isFromCache: tag.isRemembered || kept !== undefined, isCollapsed: tag.isCollapsed }, tag.untilMs);
  }
  const found = await manifests.find({ ...question, reference: { kind: 'digest', digest } }, tag.access);
  return manifestOf({ ...found, manifest: { ...found.manifest, mediaType } }, tag.untilMs);
}

function manifestOf({ manifest, access, isFromCache, isCollapsed }: FoundContent, freshUntilMs: number): FoundManifest {
  const { mediaType, digest, size, bytes } = manifest;
  const cacheStatus = isFromCache ? ({ kind: 'hit' } as const) : bytes === undefined ? ({ kind: 'bypass' } as const) : ({ kind: 'miss', isCollapsed } as const);
  return { mediaType, digest, size, ...(bytes === undefined ? {} : { bytes }), freshUntilMs, ...(access.kind === 'open' && access.isPublic === true ? { isPublic: true } : {}), cacheStatus };
}

async function findBlob({ options, proofs, persons, blobs }: Parts, upstream: UpstreamRegistry, query: BlobQuery): Promise<FoundBlob> {
  const delivery = options.delivery(query.registry);
  // Handing out upstream's address needs no cache.
  const isKept = options.isEnabled() || delivery === 'redirect';
  const question = { upstream, name: query, query, delivery: isKept ? delivery : ('stream' as const) };
  const { audience, signal } = query;
  const ask = (as: UpstreamIdentity, until: AbortSignal): Promise<void> => blobs.ask({ ...question, query: { ...query, signal: until } }, as);
  const access = typeof audience === 'string' ? await settled(proofs, upstream, { ...query, audience }) : await persons.open({ upstream, name: query, audience, signal, ask });
  return blobs.find(question, access);
}
