// What a person may read whom the upstream itself knows: what it serves to anybody, and what it serves to that person's own token.
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamIdentity, UpstreamRegistry } from '../../upstream/upstream-registry.ts';
import { tokenTooNarrow } from '../token-too-narrow.ts';
import type { RepositoryName } from './cache-index.port.ts';
import type { PersonAudience } from './content-source.port.ts';
import { isTrouble } from './failure-memory.ts';
import { proofLifetimeMs } from './public-proof.ts';
import type { OpenAccess, PublicProofs } from './public-proof.ts';
import { waitAtMost } from './wait-at-most.ts';

export interface PersonQuestion {
  readonly upstream: UpstreamRegistry;
  readonly name: RepositoryName;
  readonly audience: PersonAudience;
  readonly signal: AbortSignal;
  /** Asks upstream for what is wanted, without taking it. @throws UpstreamError, or the signal's reason */
  readonly ask: (as: UpstreamIdentity, signal: AbortSignal) => Promise<unknown>;
}

export interface PersonAccess {
  /**
   * Proves that the person may read, unless that was proven a short while ago: for everybody, or with this very token.
   * @throws UpstreamError what upstream says to the person; RegistryError (token-too-narrow.ts); the signal's reason
   */
  readonly open: (question: PersonQuestion) => Promise<OpenAccess>;
  /** As whom to ask for what is never answered from the cache. @throws RegistryError (token-too-narrow.ts) */
  readonly identityFor: (question: Pick<PersonQuestion, 'upstream' | 'name' | 'audience'>) => Promise<UpstreamIdentity>;
}

export interface PersonAccessOptions {
  readonly proofs: Pick<PublicProofs, 'accessOf' | 'standsIn'>;
  readonly settings: { readonly slowMs: number; /** So long a person's proof counts; 5 minutes unless given. */ readonly personProofMs?: number };
  readonly now: () => number;
}

/** The most proofs that are remembered: some 200 bytes each. */
const proofsMax = 20_000;

/** A proof is that of one token for one repository: what another token of the same person may read is not known by it. */
export function createPersonAccess({ proofs, settings: { slowMs, personProofMs = proofLifetimeMs }, now }: PersonAccessOptions): PersonAccess {
  const proven = createProven(now);

  const asPerson = ({ audience: { identity, expiresAtMs }, name }: PersonQuestion): OpenAccess => {
    const untilMs = Math.min(now() + personProofMs, expiresAtMs);
    proven.set(identity.key, name, untilMs);
    return { kind: 'open', as: identity, untilMs };
  };

  /** Nothing to be remembered: the token ends before, or upstream was in trouble. */
  const once = (as: UpstreamIdentity): OpenAccess => ({ kind: 'open', as, untilMs: now() });

  return {
    identityFor: async ({ upstream, name, audience: { identity, covers } }) => {
      if (covers) return identity;
      if ((await proofs.accessOf(upstream, { ...name, audience: 'public' })).kind === 'open') return 'anonymous';
      throw tokenTooNarrow(name.repository);
    },
    open: async (question) => {
      const { upstream, name, audience, signal, ask } = question;
      const { identity, covers } = audience;
      const access = await proofs.accessOf(upstream, { ...name, audience: 'public' });
      if (access.kind === 'open') return { ...access, as: covers ? identity : 'anonymous', isPublic: true };
      const untilMs = proven.find(identity.key, name);
      if (untilMs !== undefined) return { kind: 'open', as: identity, untilMs };

      const canStandIn = proofs.standsIn(access.oldProof);
      try {
        if (await isOpenToAnybody(question, canStandIn ? slowMs : undefined)) return { kind: 'open', as: covers ? identity : 'anonymous', untilMs: now() + proofLifetimeMs, isPublic: true };
        if (!covers) throw tokenTooNarrow(name.repository);
        await ask(identity, signal);
        return asPerson(question);
      } catch (error) {
        // Public a while ago, and upstream cannot say whether it still is.
        if (canStandIn && error instanceof UpstreamError && isTrouble(error)) return once('anonymous');
        throw error;
      }
    },
  };
}

/** Asks as the anonymous. False for what upstream does not give them, or too many of them. @throws UpstreamError for trouble that the person would meet as well */
async function isOpenToAnybody({ upstream, signal, ask }: PersonQuestion, slowMs: number | undefined): Promise<boolean> {
  try {
    if (slowMs === undefined) {
      await ask('anonymous', signal);
      return true;
    }
    const answer = await waitAtMost(ask('anonymous', new AbortController().signal).then(() => true), slowMs, signal);
    if (answer === undefined) throw new UpstreamError({ kind: 'timeout', registry: upstream.registry, problem: 'takes long to answer' });
    return answer;
  } catch (error) {
    if (error instanceof UpstreamError && (!isTrouble(error) || error.kind === 'rate-limited')) return false;
    throw error;
  }
}

interface Proven {
  /** Until when it counts; undefined when it does not, or not any more. */
  readonly find: (key: string, name: RepositoryName) => number | undefined;
  readonly set: (key: string, name: RepositoryName, untilMs: number) => void;
}

/** In memory alone: a restart proves anew. The longest remembered go first. */
function createProven(now: () => number): Proven {
  const proofs = new Map<string, number>();
  const textOf = (key: string, { registry, repository }: RepositoryName): string => `${key} ${registry}/${repository}`;
  return {
    find: (key, name) => {
      const text = textOf(key, name);
      const untilMs = proofs.get(text);
      if (untilMs === undefined || now() < untilMs) return untilMs;
      proofs.delete(text);
      return undefined;
    },
    set: (key, name, untilMs) => {
      const text = textOf(key, name);
      proofs.delete(text);
      proofs.set(text, untilMs);
      const [oldest] = proofs.keys();
      if (proofs.size > proofsMax && oldest !== undefined) proofs.delete(oldest);
    },
  };
}
