// Asking upstream for manifests, one request for equal questions at a time; what it answers is remembered, for the cache and as proof.
import { RegistryError } from '../../core/distribution/error.ts';
import { describeManifest } from '../../core/distribution/manifest.ts';
import type { ManifestDescription } from '../../core/distribution/manifest.ts';
import type { Digest } from '../../core/image/digest.ts';
import type { TagOrDigest } from '../../core/image/reference.ts';
import { UpstreamError } from '../../upstream/error.ts';
import { identityKey } from '../../upstream/identity-key.ts';
import { createSingleFlight } from '../../upstream/single-flight.ts';
import type { UpstreamIdentity, UpstreamManifest, UpstreamRegistry } from '../../upstream/upstream-registry.ts';
import { askAs } from './ask-as.ts';
import type { Asked } from './ask-as.ts';
import type { Changes } from '../changes.ts';
import type { RepositoryName } from './cache-index.port.ts';
import type { Knowledge } from './knowledge.ts';
import { proofLifetimeMs } from './public-proof.ts';
import type { StoredManifests } from './stored-manifests.ts';
import { variantOf } from './variant.ts';

export interface ManifestQuestion {
  readonly upstream: UpstreamRegistry;
  readonly name: RepositoryName;
  readonly reference: TagOrDigest;
  readonly accept: readonly string[];
  readonly signal: AbortSignal;
}

export interface AskedManifest extends Asked<UpstreamManifest> {
  /** Another request had begun to ask. */
  readonly isCollapsed: boolean;
}

export interface Asking {
  /** @throws UpstreamError, or the signal's reason */
  readonly manifest: (question: ManifestQuestion, how: { readonly method: 'GET' | 'HEAD'; readonly as: UpstreamIdentity }) => Promise<AskedManifest>;
  /** Whether upstream has it for this identity, without counting as a pull where a HEAD will do. @throws UpstreamError, or the signal's reason */
  readonly isThere: (question: ManifestQuestion & { readonly method: 'GET' | 'HEAD' }, as: UpstreamIdentity) => Promise<void>;
  /** Upstream has served the content through the repository. */
  readonly served: (name: RepositoryName, digest: Digest, as: UpstreamIdentity) => void;
}

export interface AskingOptions {
  readonly knowledge: Knowledge;
  readonly manifests: Pick<StoredManifests, 'keep'>;
  readonly changes: Pick<Changes, 'of'>;
  readonly isEnabled: () => boolean;
  readonly now: () => number;
}

export function createAsking({ knowledge, manifests, changes, isEnabled, now }: AskingOptions): Asking {
  const flights = createSingleFlight<Asked<UpstreamManifest>>();

  const served: Asking['served'] = (name, digest, as) => {
    if (isEnabled() && knowledge.link(name, digest) !== 'served') knowledge.addLinks(name, 'served', [digest]);
    if (as === 'anonymous') return;
    // What members alone may read must not pass for public by a proof of earlier days.
    const proof = knowledge.publicProof(name);
    if (proof !== undefined && now() - proof.atMs >= proofLifetimeMs) knowledge.removePublicProof(name);
  };

  /** `change`: that of the repository when upstream was asked. What it said before a push is no word on what is there now. */
  const remember = ({ name, reference, accept }: ManifestQuestion, { answer, as }: Asked<UpstreamManifest>, change: number): void => {
    if (changes.of(name) !== change) return;
    const { digest, mediaType, size, bytes } = answer;
    served(name, digest, as);
    if (as === 'anonymous') knowledge.setPublicProof(name, { atMs: now(), digest });
    if (!isEnabled()) return;
    if (reference.kind === 'tag') knowledge.setTag(name, reference.tag, variantOf(accept), { digest, mediaType, size, confirmedAtMs: now() });
    if (bytes === undefined) return;
    const description = describe(bytes);
    // Bytes that say by themselves what they are: others could be called something else through another repository.
    if (description?.mediaType !== mediaType) return;
    knowledge.addLinks(name, 'named', description.references.map((reference) => reference.digest));
    manifests.keep({ digest, mediaType, bytes });
  };

  const ask: Asking['manifest'] = async (question, { method, as }) => {
    const { upstream, name, reference, accept } = question;
    let isCollapsed = true;
    const change = changes.of(name);
    // Who asks after a push is not answered by what was asked before it.
    const asked = await flights.join(`${method} ${change} ${identityKey(as)} ${questionKey(question)}`, question.signal, async (signal) => {
      isCollapsed = false;
      try {
        const found = await askAs(as, (identity) => upstream.manifest({ method, repository: name.repository, reference, accept, as: identity, signal }));
        remember(question, found, change);
        return found;
      } catch (error) {
        if (error instanceof UpstreamError && error.kind === 'refused') knowledge.removePublicProof(name);
        throw error;
      }
    });
    return { ...asked, isCollapsed };
  };

  return {
    served,
    manifest: ask,
    isThere: async (question, as) => {
      await ask(question, { method: 'HEAD', as }).catch((error: unknown) => {
        if (question.method === 'GET' && isNoUse(error)) return ask(question, { method: 'GET', as });
        throw error;
      });
    },
  };
}

/** An answer that is none, and not because upstream is in trouble: some registries answer HEAD badly. */
export function isNoUse(error: unknown): boolean {
  return error instanceof UpstreamError && error.kind === 'bad-response' && (error.status === undefined || error.status < 500);
}

/** Questions with the same key have the same answer, for the same identity. */
export function questionKey({ name: { registry, repository }, reference, accept }: Pick<ManifestQuestion, 'name' | 'reference' | 'accept'>): string {
  return `${registry}/${repository}${reference.kind === 'digest' ? `@${reference.digest}` : `:${reference.tag} ${variantOf(accept)}`}`;
}

function describe(bytes: Buffer): ManifestDescription | undefined {
  try {
    return describeManifest(bytes);
  } catch (error) {
    if (error instanceof RegistryError) return undefined;
    throw error;
  }
}
