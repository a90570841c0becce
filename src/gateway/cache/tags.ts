// Which manifest a tag names: as upstream said a short while ago, as it says now, or as it last said when it cannot be asked.
import { UpstreamError } from '../../upstream/error.ts';
import { identityKey } from '../../upstream/identity-key.ts';
import type { Asking, ManifestQuestion } from './asking.ts';
import { isNoUse, questionKey } from './asking.ts';
import type { Changes } from '../changes.ts';
import type { RepositoryName, StoredTag } from './cache-index.port.ts';
import type { CacheStatus } from '../cache-status.ts';
import { failureLastsMs, isTrouble, troubleLastsMs } from './failure-memory.ts';
import type { Knowledge } from './knowledge.ts';
import type { Access, PublicProofs } from './public-proof.ts';
import { isReadableThrough } from './readable.ts';
import { createRememberedFailures } from './remembered-failures.ts';
import type { StoredManifests } from './stored-manifests.ts';
import { isAnswerFor, variantOf } from './variant.ts';
import { waitAtMost } from './wait-at-most.ts';

export interface TagQuestion extends ManifestQuestion {
  readonly reference: { readonly kind: 'tag'; readonly tag: string };
  readonly method: 'GET' | 'HEAD';
}

export interface FoundTag {
  readonly stored: StoredTag;
  /** Where upstream gave the manifest at once. */
  readonly bytes?: Buffer;
  /** Whose content the tag names may be read, and how the rest is asked for. */
  readonly access: Access;
  /** Not asked of upstream for this request. */
  readonly isRemembered: boolean;
  readonly isCollapsed: boolean;
  /** Present when upstream could not be asked: the content is in the cache then. */
  readonly stale?: Extract<CacheStatus, { kind: 'stale' }>;
  /** Until when (ms since the epoch) it holds. */
  readonly untilMs: number;
}

export interface Tags {
  /** `mustAsk`: what is remembered has turned out to be wrong. @throws UpstreamError, or the signal's reason */
  readonly find: (question: TagQuestion, access: Access, mustAsk?: 'must-ask') => Promise<FoundTag>;
  /** What upstream did not give of the repository is asked for again. */
  readonly forgetFailures: (repository: RepositoryName) => void;
}

export interface TagsOptions {
  readonly knowledge: Knowledge;
  readonly manifests: StoredManifests;
  readonly asking: Asking;
  readonly proofs: PublicProofs;
  readonly changes: Pick<Changes, 'of'>;
  readonly settings: { readonly tagFreshMs: number; readonly staleMs: number; readonly negativeMs: number; readonly slowMs: number };
  readonly now: () => number;
}

export function createTags(options: TagsOptions): Tags {
  const { knowledge, manifests, proofs, changes, settings, now } = options;
  const failures = createRememberedFailures({ now });
  const confirm = createConfirm(options, failures.forget);

  /** What may be served while upstream cannot be asked: what the tag names for this client, or for others that would have been answered the same. */
  const standInOf = ({ name, reference, accept }: TagQuestion, access: Access, stored: StoredTag | undefined): StoredTag | undefined => {
    if (access.kind === 'unproven' && !proofs.standsIn(access.oldProof)) return undefined;
    const isUsable = ({ digest, confirmedAtMs }: StoredTag): boolean =>
      now() - confirmedAtMs <= settings.staleMs && manifests.has(digest) && isReadableThrough(knowledge, name, digest);
    if (stored !== undefined && isUsable(stored)) return stored;
    const wanted = variantOf(accept);
    const others = knowledge.tagVariants(name, reference.tag).filter(({ variant, stored: { mediaType } }) => isAnswerFor(wanted, { variant, mediaType }));
    return others.find((other) => isUsable(other.stored))?.stored;
  };

  const stale = (stored: StoredTag, access: Access, because: UpstreamError, failureUntilMs: number): FoundTag => {
    const ageSeconds = Math.max(0, Math.floor((now() - stored.confirmedAtMs) / 1000));
    const untilMs = access.kind === 'open' ? Math.min(failureUntilMs, access.untilMs) : now();
    return { stored, access: { kind: 'open', as: access.as, untilMs }, isRemembered: true, isCollapsed: false, stale: { kind: 'stale', because: because.kind, ageSeconds }, untilMs };
  };

  return {
    forgetFailures: failures.forgetAbout,
    find: async (question, access, mustAsk) => {
      const { name, reference, accept, signal, upstream } = question;
      const change = changes.of(name);
      const stored = knowledge.tag(name, reference.tag, variantOf(accept));
      const freshUntilMs = (stored?.confirmedAtMs ?? 0) + settings.tagFreshMs;
      if (stored !== undefined && access.kind === 'open' && now() < freshUntilMs && mustAsk === undefined) {
        return { stored, access, isRemembered: true, isCollapsed: false, untilMs: Math.min(freshUntilMs, access.untilMs) };
      }
      const standIn = mustAsk === undefined ? standInOf(question, access, stored) : undefined;
      const key = `${identityKey(access.as)} ${questionKey(question)}`;
      const failure = failures.find(key);
      if (failure !== undefined && isTrouble(failure.error) && standIn !== undefined) return stale(standIn, access, failure.error, failure.untilMs);
      // What a HEAD was told may have been told without a reason: a GET asks for it, once.
      const isWhyUnknown = failure?.isOfHead === true && question.method === 'GET' && isWordless(failure.error);
      if (failure !== undefined && failureLastsMs(failure.error, settings.negativeMs) > 0 && !isWhyUnknown) throw failure.error;
      try {
        if (standIn === undefined) return await confirm(question, access, { isWhyOfUse: true });
        // Others may wait for it, or the next pull: it goes on when nobody waits any more.
        const found = await waitAtMost(confirm({ ...question, signal: new AbortController().signal }, access, { isWhyOfUse: false }), settings.slowMs, signal);
        if (found !== undefined) return found;
        throw new UpstreamError({ kind: 'timeout', registry: upstream.registry, problem: `takes long to answer for ${name.repository}:${reference.tag}` });
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        const canStandIn = standIn !== undefined && isTrouble(error);
        const untilMs = now() + (canStandIn ? troubleLastsMs(error) : failureLastsMs(error, settings.negativeMs));
        if (changes.of(name) === change) failures.remember(key, { error, untilMs, isOfHead: question.method === 'HEAD' });
        if (canStandIn) return stale(standIn, access, error, untilMs);
        throw error;
      }
    },
  };
}

/** `isWhyOfUse`: a failure will be told to the person, so upstream's own words are worth one more question. */
type Confirm = (question: TagQuestion, access: Access, failing: { readonly isWhyOfUse: boolean }) => Promise<FoundTag>;

/** Has upstream say what the tag names, and remembers it. */
function createConfirm({ knowledge, asking, proofs, settings, now }: TagsOptions, forgetFailure: (key: string) => void): Confirm {
  return async (question, access, { isWhyOfUse }) => {
    const { upstream, name, reference, signal } = question;
    const { as } = access;
    try {
      const { answer, as: served, isCollapsed } = await asking.manifest(question, { method: 'HEAD', as }).catch((error: unknown) => {
        // Some registries answer HEAD badly, and none can say why: the real question will tell.
        if (question.method === 'GET' && (isNoUse(error) || (isWhyOfUse && isWordless(error)))) return asking.manifest(question, { method: 'GET', as });
        throw error;
      });
      const { digest, mediaType, size, bytes } = answer;
      const stored = { digest, mediaType, size, confirmedAtMs: now() };
      forgetFailure(`${identityKey(as)} ${questionKey(question)}`);
      const isNowOpen = served === 'anonymous' ? proofs.proven(access) : access;
      return {
        stored,
        ...(bytes === undefined ? {} : { bytes }),
        access: isNowOpen,
        isRemembered: false,
        isCollapsed,
        untilMs: isNowOpen.kind === 'open' ? Math.min(now() + settings.tagFreshMs, isNowOpen.untilMs) : now(),
      };
    } catch (error) {
      if (error instanceof UpstreamError && error.kind === 'not-found') {
        if (access.kind === 'open') knowledge.removeTag(name, reference.tag);
        if (as === 'anonymous') await proofs.doubt({ upstream, name, signal });
      }
      throw error;
    }
  };
}

/** Upstream's answer to a HEAD has no body, and so no words. */
function isWordless(error: unknown): boolean {
  return error instanceof UpstreamError && error.upstreamMessage === undefined && (error.kind === 'not-found' || error.kind === 'refused' || error.kind === 'rate-limited');
}
