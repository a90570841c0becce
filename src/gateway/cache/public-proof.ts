// Who may read what of a repository: by the person's audience, the gateway's credentials, and the proof that the repository is public.
import { UpstreamError } from '../../upstream/error.ts';
import { createSingleFlight } from '../../upstream/single-flight.ts';
import type { UpstreamIdentity, UpstreamRegistry } from '../../upstream/upstream-registry.ts';
import { acceptedManifests } from '../../core/distribution/media-type.ts';
import type { PublicProof, RepositoryName } from './cache-index.port.ts';
import type { ContentQuery, PersonAudience } from './content-source.port.ts';
import { isTrouble, troubleLastsMs } from './failure-memory.ts';
import type { Knowledge } from './knowledge.ts';
import { createRememberedFailures } from './remembered-failures.ts';
import { waitAtMost } from './wait-at-most.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
/** So long a repository that has just been made private upstream may still be asked for with the gateway's credentials. */
export const proofLifetimeMs = 5 * minuteMs;
/** So long what members read may be answered without asking whether the gateway still has the credentials for it. */
const membersMs = secondMs;

/** What the cache holds of the repository may be read, and upstream asked as this identity. It holds until then (ms since the epoch). */
export interface OpenAccess {
  readonly kind: 'open';
  readonly as: UpstreamIdentity;
  readonly untilMs: number;
  /** Because anybody may read it. */
  readonly isPublic?: true;
}

export type Access =
  | OpenAccess
  /** Upstream is asked as the anonymous, and nothing of the cache may be read before it has answered. */
  | {
      readonly kind: 'unproven';
      readonly as: 'anonymous';
      readonly hasCredential: boolean;
      /** Too old to count, unless upstream is in trouble. */
      readonly oldProof?: PublicProof;
    };

export interface PublicProofs {
  readonly accessOf: (upstream: UpstreamRegistry, query: RepositoryName & { readonly audience: Exclude<ContentQuery['audience'], PersonAudience> }) => Promise<Access>;
  /** What follows once upstream has served a manifest to the anonymous. */
  readonly proven: (access: Access) => Access;
  /** Renews an old proof where there is one. Upstream in trouble: an old proof counts for as long as stale content does. */
  readonly settle: (access: Access, question: ProofQuestion) => Promise<Access>;
  /** Upstream has said that something is not there: is the repository still public? Never rejects, but for the signal. */
  readonly doubt: (question: ProofQuestion) => Promise<void>;
  /** Whether a proof of this age still counts while upstream is in trouble. */
  readonly standsIn: (proof: PublicProof | undefined) => boolean;
}

export interface ProofQuestion {
  readonly upstream: UpstreamRegistry;
  readonly name: RepositoryName;
  readonly signal: AbortSignal;
}

export interface PublicProofsOptions {
  readonly knowledge: Knowledge;
  readonly settings: { readonly staleMs: number; readonly slowMs: number };
  /** Whether people read what is private there with their own tokens, so that the cache may hold some of it; nowhere unless given. */
  readonly hasPersons?: (registry: string) => boolean;
  readonly now: () => number;
}

export function createPublicProofs(options: PublicProofsOptions): PublicProofs {
  const { knowledge, settings, hasPersons = () => false, now } = options;
  const { staleMs } = settings;
  const standsIn = (proof: PublicProof | undefined): boolean => proof !== undefined && now() - proof.atMs <= staleMs;

  const proven: PublicProofs['proven'] = (access) => {
    if (access.kind === 'open') return access;
    return access.hasCredential ? { kind: 'open', as: 'gateway', untilMs: now() + proofLifetimeMs } : { kind: 'open', as: 'anonymous', untilMs: now() + minuteMs };
  };

  const tryProof = createTryProof(options);

  return {
    standsIn,
    proven,
    accessOf: async (upstream, { registry, repository, audience }) => {
      const hasCredential = await upstream.hasCredential();
      if (hasCredential && audience === 'members') return { kind: 'open', as: 'gateway', untilMs: now() + membersMs };
      const proof = knowledge.publicProof({ registry, repository });
      // Where nobody but the anonymous is ever asked, the cache holds nothing that was private when it came.
      if (!hasCredential && !hasPersons(registry) && proof !== undefined) return { kind: 'open', as: 'anonymous', untilMs: now() + minuteMs };
      if (proof !== undefined && now() - proof.atMs < proofLifetimeMs) return { kind: 'open', as: hasCredential ? 'gateway' : 'anonymous', untilMs: proof.atMs + proofLifetimeMs };
      return { kind: 'unproven', as: 'anonymous', hasCredential, ...(proof === undefined ? {} : { oldProof: proof }) };
    },
    settle: async (access, question) => {
      if (access.kind === 'open' || access.oldProof === undefined) return access;
      const { hasCredential, oldProof } = access;
      switch (await tryProof(oldProof, question)) {
        case 'proven':
          return proven(access);
        case 'refuted':
          return { kind: 'unproven', as: 'anonymous', hasCredential };
        case undefined:
          return standsIn(oldProof) ? { kind: 'open', as: 'anonymous', untilMs: now() } : { kind: 'unproven', as: 'anonymous', hasCredential };
      }
    },
    doubt: async (question) => {
      const proof = knowledge.publicProof(question.name);
      if (proof !== undefined) await tryProof(proof, question);
    },
  };
}

type Outcome = 'proven' | 'refuted';

/** Asks for a proof once more. Undefined: upstream is in trouble, or takes too long. */
function createTryProof({ knowledge, settings: { slowMs }, now }: PublicProofsOptions): (proof: PublicProof, question: ProofQuestion) => Promise<Outcome | undefined> {
  const flights = createSingleFlight<Outcome>();
  const failures = createRememberedFailures({ now });

  /** Asks as the anonymous for the manifest that was the proof. Goes on when the waiter leaves. @throws UpstreamError for trouble */
  const proveAgain = (proof: PublicProof, { upstream, name }: ProofQuestion): Promise<Outcome> =>
    flights.join(keyOf(name), new AbortController().signal, async (signal) => {
      try {
        await upstream.manifest({ method: 'HEAD', repository: name.repository, reference: { kind: 'digest', digest: proof.digest }, accept: acceptedManifests, as: 'anonymous', signal });
      } catch (error) {
        if (!(error instanceof UpstreamError) || isTrouble(error)) throw error;
        knowledge.removePublicProof(name);
        return 'refuted';
      }
      knowledge.setPublicProof(name, { atMs: now(), digest: proof.digest });
      return 'proven';
    });

  return async (proof, question) => {
    const key = keyOf(question.name);
    if (failures.find(key) !== undefined) return undefined;
    try {
      const outcome = await waitAtMost(proveAgain(proof, question), slowMs, question.signal);
      if (outcome === undefined) failures.remember(key, { error: slow(question.upstream), untilMs: now() + troubleLastsMs(slow(question.upstream)) });
      return outcome;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      failures.remember(key, { error, untilMs: now() + troubleLastsMs(error) });
      return undefined;
    }
  };
}

function slow({ registry }: UpstreamRegistry): UpstreamError {
  return new UpstreamError({ kind: 'timeout', registry, problem: 'takes long to answer' });
}

function keyOf({ registry, repository }: RepositoryName): string {
  return `${registry}/${repository}`;
}
