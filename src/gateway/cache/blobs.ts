// Where a blob is to be read from: a file of the cache, a flight, upstream, or the place where upstream keeps it.
import { UpstreamError } from '../../upstream/error.ts';
import { identityKey } from '../../upstream/identity-key.ts';
import { createSingleFlight } from '../../upstream/single-flight.ts';
import type { UpstreamBlob, UpstreamIdentity, UpstreamRegistry } from '../../upstream/upstream-registry.ts';
import { askAs } from './ask-as.ts';
import type { Asked } from './ask-as.ts';
import type { Asking } from './asking.ts';
import type { RepositoryName } from './cache-index.port.ts';
import type { CacheStatus } from '../cache-status.ts';
import type { BlobLease, BlobQuery, FoundBlob } from './content-source.port.ts';
import type { ContentStore, FetchedBlob } from './content-store.ts';
import { isTrouble } from './failure-memory.ts';
import type { Knowledge } from './knowledge.ts';
import type { Access } from './public-proof.ts';
import { isReadableThrough } from './readable.ts';
import { StorageFailed } from './storage-failed.ts';

const MiB = 1024 * 1024;
/** A part is read from a flight that will have come to it soon; from farther on, upstream is quicker. */
const aheadBytesMax = 16 * MiB;
/** A flight that others began may fail for what concerns them alone. */
const joinsMax = 3;

export type BlobDelivery = 'cache' | 'stream' | 'redirect';

export interface BlobQuestion {
  readonly upstream: UpstreamRegistry;
  readonly name: RepositoryName;
  readonly query: BlobQuery;
  readonly delivery: BlobDelivery;
}

export interface Blobs {
  /** @throws UpstreamError, or the signal's reason */
  readonly find: (question: BlobQuestion, access: Access) => Promise<FoundBlob>;
  /** Has upstream say to this identity that the repository has the blob. @throws UpstreamError, or the signal's reason */
  readonly ask: (question: BlobQuestion, as: UpstreamIdentity) => Promise<void>;
}

export interface BlobsOptions {
  readonly knowledge: Knowledge;
  readonly content: Pick<ContentStore, 'lease' | 'fetch' | 'isInFlight' | 'has' | 'size'>;
  readonly asking: Pick<Asking, 'served'>;
}

const miss = { kind: 'miss', isCollapsed: false } as const;
const joined = { kind: 'miss', isCollapsed: true } as const;
const hit = { kind: 'hit' } as const;
const bypass = { kind: 'bypass' } as const;

export function createBlobs(options: BlobsOptions): Blobs {
  const { knowledge, content } = options;
  const describe = createDescribe(options);
  const fetch = createFetch(options, describe);

  return {
    ask: async (question, as) => {
      await describe(question, { as });
    },
    find: async (question, access) => {
      const { query, delivery } = question;
      const { digest, method, isPart } = query;
      const { as } = access;
      if (delivery !== 'cache') return method === 'HEAD' ? { ...(await describe(question, access)), cacheStatus: bypass } : elsewhere(question, access);
      const isHere = content.has(digest);
      if (isHere || content.isInFlight(digest)) {
        if (!isReadable(knowledge, question, access)) {
          // What upstream answers to the flight under way may be all that is to be known: a question of our own would be one too many.
          if (!isHere && method === 'GET' && !isPart) return fetch(question, access);
          await describe(question, access);
        }
        const size = content.size(digest);
        if (method === 'HEAD' && size !== undefined) return { kind: 'described', size, cacheStatus: isHere ? hit : joined };
        const lease = method === 'HEAD' ? undefined : content.lease(digest);
        if (lease !== undefined) return fromLease(lease, question, access);
      }
      if (method === 'HEAD') return { ...(await describe(question, access)), cacheStatus: bypass };
      // A part of what is not here: not the whole for its sake.
      return isPart ? { kind: 'upstream', as, cacheStatus: bypass } : fetch(question, access);
    },
  };
}

function isReadable(knowledge: Knowledge, { name, query }: BlobQuestion, access: Access): boolean {
  return access.kind === 'open' && isReadableThrough(knowledge, name, query.digest);
}

function fromLease(lease: BlobLease, { query }: BlobQuestion, { as }: Access): FoundBlob {
  if (lease.isWhole() || !query.isPart || isNear(lease, query.first)) return { kind: 'file', lease, cacheStatus: statusOf(lease) };
  lease.release();
  return { kind: 'upstream', as, cacheStatus: bypass };
}

function statusOf(lease: BlobLease): CacheStatus {
  return lease.isWhole() ? hit : joined;
}

function isNear(lease: BlobLease, first: number | undefined): boolean {
  if (first === undefined) return false;
  return lease.size === undefined ? first === 0 : first <= lease.available() + aheadBytesMax;
}

/** Not kept here: from upstream, or from where upstream keeps it. */
async function elsewhere({ upstream, name, query, delivery }: BlobQuestion, { as }: Access): Promise<FoundBlob> {
  if (delivery === 'redirect') {
    const { repository } = name;
    const { digest, signal } = query;
    const { answer: location } = await askAs(as, (identity) => upstream.locateBlob({ repository, digest, as: identity, signal }));
    if (location !== undefined) return { kind: 'redirect', location, cacheStatus: bypass };
  }
  return { kind: 'upstream', as, cacheStatus: bypass };
}

interface Described {
  readonly kind: 'described';
  readonly size?: number;
}

type Describe = (question: BlobQuestion, access: Pick<Access, 'as'>) => Promise<Described>;

/** Has upstream say that the repository has the blob: from then on it is readable through it. */
function createDescribe({ asking }: BlobsOptions): Describe {
  const flights = createSingleFlight<Asked<UpstreamBlob>>();
  return async ({ upstream, name, query }, { as }) => {
    const { digest } = query;
    const { answer } = await flights.join(`${identityKey(as)} ${name.registry}/${name.repository}@${digest}`, query.signal, async (signal) => {
      const asked = await askAs(as, (identity) => upstream.blob({ method: 'HEAD', repository: name.repository, digest, as: identity, signal }));
      asking.served(name, digest, asked.as);
      return asked;
    });
    return { kind: 'described', ...(answer.size === undefined ? {} : { size: answer.size }) };
  };
}

/** Begins the flight, or joins one that has begun meanwhile, if the blob may be read through the repository. */
function createFetch({ knowledge, content, asking }: BlobsOptions, describe: Describe): (question: BlobQuestion, access: Access) => Promise<FoundBlob> {
  const join = async ({ upstream, name, query }: BlobQuestion, access: Access): Promise<FetchedBlob & { readonly isServed: boolean }> => {
    const { digest } = query;
    let isServed = false;
    const fetched = await content.fetch(
      digest,
      async (from, signal) => {
        const range = from > 0 ? { range: `bytes=${from}-` } : {};
        const { answer, as } = await askAs(access.as, (identity) => upstream.blob({ method: 'GET', repository: name.repository, digest, as: identity, isUnverified: true, ...range, signal }));
        asking.served(name, digest, as);
        isServed = true;
        return answer;
      },
      name.registry,
    );
    return { ...fetched, isServed };
  };

  const attempt = async (question: BlobQuestion, access: Access): Promise<FoundBlob | 'again'> => {
    const { signal } = question.query;
    const isOwn = !content.isInFlight(question.query.digest);
    const fetching = join(question, access);
    let fetched;
    try {
      fetched = await leaveWith(fetching, signal);
    } catch (error) {
      if (error instanceof StorageFailed) return { kind: 'upstream', as: access.as, cacheStatus: bypass };
      // What upstream told others, through another repository perhaps, is no answer to this question.
      if (!isOwn && error instanceof UpstreamError && !(isTrouble(error) && error.registry === question.upstream.registry)) return 'again';
      throw error;
    }
    const { lease, isCollapsed, isServed } = fetched;
    try {
      if (!isServed && !isReadable(knowledge, question, access)) await describe(question, access);
    } catch (error) {
      lease.release();
      throw error;
    }
    return { kind: 'file', lease, cacheStatus: isCollapsed ? statusOf(lease) : miss };
  };

  return async (question, access) => {
    for (let joins = 0; joins < joinsMax; joins += 1) {
      const found = await attempt(question, access);
      if (found !== 'again') return found;
    }
    return { kind: 'upstream', as: access.as, cacheStatus: bypass };
  };
}

/** The wait ends with the signal; the lease that comes later is released. */
async function leaveWith<T extends { readonly lease: BlobLease }>(fetching: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: left, reject: leave } = Promise.withResolvers<never>();
  const onAbort = (): void => leave(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([fetching, left]);
  } catch (error) {
    if (signal.aborted) fetching.then(({ lease }) => lease.release(), () => undefined);
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
