// Reading manifests of an upstream (OCI distribution spec 1.1, "Pulling manifests").
import { RegistryError } from '../core/distribution/error.ts';
import { describeManifest, manifestBytesMax } from '../core/distribution/manifest.ts';
import { isManifestMediaType, parseMediaType } from '../core/distribution/media-type.ts';
import { InvalidDigest, parseDigest } from '../core/image/digest.ts';
import type { Digest } from '../core/image/digest.ts';
import { tagPattern } from '../core/image/grammar.ts';
import type { TagOrDigest } from '../core/image/reference.ts';
import { contentLengthOf, headerOf } from './connection.ts';
import type { Answer } from './connection.ts';
import { UpstreamError } from './error.ts';
import type { Exchange, Question } from './exchange.ts';
import { discardAnswer, readAnswer } from './read-body.ts';
import type { ManifestQuery, UpstreamManifest } from './upstream-registry.ts';
import { algorithmOf, digestOf } from './verify-digest.ts';

interface Wanted {
  readonly registry: string;
  readonly what: string;
  readonly reference: TagOrDigest;
}

/**
 * GET: the whole manifest, held against the digest it was asked for by (or, by tag, against the one that upstream names).
 * HEAD: what upstream's headers say; where they say too little, a GET finds it out, and its bytes come along.
 * @throws UpstreamError, or the signal's reason
 */
export async function readManifest(exchange: Exchange, { method, repository, reference, accept, as, signal }: ManifestQuery): Promise<UpstreamManifest> {
  const { registry } = exchange;
  const what = reference.kind === 'tag' ? `${repository}:${reference.tag}` : `${repository}@${reference.digest}`;
  const wanted = { registry, what, reference };
  // A body that came with a HEAD would be a manifest, which no parser takes for the head of an answer.
  const question = { repository, path: `manifests/${pathOf(reference)}`, what, as, signal, headers: acceptHeader(accept), isReusable: true } satisfies Omit<Question, 'method'>;
  const get = (): Promise<UpstreamManifest> => exchange.ask({ ...question, method: 'GET' }, (answer) => readWhole(answer, wanted));
  const found = method === 'GET' ? await get() : ((await exchange.ask({ ...question, method }, (answer) => Promise.resolve(readHead(answer, wanted)))) ?? (await get()));
  const rateLimit = exchange.rateLimit(as);
  return rateLimit === undefined ? found : { ...found, rateLimit };
}

async function readWhole(answer: Answer, wanted: Wanted): Promise<UpstreamManifest> {
  const { registry, what, reference } = wanted;
  const contentType = headerOf(answer, 'content-type');
  refuseSchema1(answer, wanted, contentType);
  const bytes = await readAnswer(answer, { registry, what: 'manifest', maxBytes: manifestBytesMax });
  const due = reference.kind === 'digest' ? reference.digest : namedDigest(answer, wanted);
  const actual = digestOf(bytes, due === undefined ? 'sha256' : algorithmOf(due));
  if (due !== undefined && actual !== due) throw bad(registry, `sent a wrong manifest for ${what}: its digest is ${actual}, not ${due}`);
  try {
    const { mediaType } = describeManifest(bytes, contentType);
    return { mediaType, digest: parseDigest(actual), size: bytes.byteLength, bytes };
  } catch (error) {
    if (error instanceof RegistryError) throw bad(registry, `sent an unusable answer for ${what}: ${error.message}`);
    throw error;
  }
}

/** What the headers of a HEAD answer say; undefined when they do not say all of type, size and digest. */
function readHead(answer: Answer, wanted: Wanted): UpstreamManifest | undefined {
  discardAnswer(answer);
  const { registry, what, reference } = wanted;
  const contentType = headerOf(answer, 'content-type');
  refuseSchema1(answer, wanted, contentType);
  const mediaType = parseMediaType(contentType);
  const size = contentLengthOf(answer);
  const named = namedDigest(answer, wanted);
  if (size !== undefined && size > manifestBytesMax) throw bad(registry, `has a manifest over 4 MiB for ${what}`);
  if (mediaType === undefined || !isManifestMediaType(mediaType) || size === undefined || size === 0 || named === undefined) return undefined;
  if (reference.kind === 'tag') return { mediaType, digest: named, size };
  if (algorithmOf(named) === algorithmOf(reference.digest) && named !== reference.digest) throw bad(registry, `names another digest for ${what}: ${named}`);
  return { mediaType, digest: reference.digest, size };
}

/** Docker-Content-Digest; undefined when upstream sent none. */
function namedDigest(answer: Answer, { registry, what }: Wanted): Digest | undefined {
  const header = headerOf(answer, 'docker-content-digest');
  if (header === undefined) return undefined;
  try {
    return parseDigest(header.trim());
  } catch (error) {
    if (error instanceof InvalidDigest) throw bad(registry, `names a malformed digest for ${what}`);
    throw error;
  }
}

/** The digest of such a manifest is not that of its bytes, so it could not be checked. */
function refuseSchema1(answer: Answer, { registry, what }: Wanted, contentType: string | undefined): void {
  if (parseMediaType(contentType)?.startsWith('application/vnd.docker.distribution.manifest.v1+') !== true) return;
  discardAnswer(answer);
  throw bad(registry, `has ${what} as an image of schema 1 only, which is not served: rebuild it with a current tool`);
}

function pathOf(reference: TagOrDigest): string {
  if (reference.kind === 'digest') return parseDigest(reference.digest);
  if (!tagPattern.test(reference.tag)) throw new TypeError('not a tag');
  return reference.tag;
}

/** The client's values as one header; what could not stand in a header is left out. */
function acceptHeader(accept: readonly string[]): Readonly<Record<string, string>> {
  const values = accept.map((value) => value.trim()).filter((value) => /^[\x20-\x7e]{1,4096}$/.test(value));
  return values.length === 0 ? {} : { accept: values.join(', ') };
}

function bad(registry: string, problem: string): UpstreamError {
  return new UpstreamError({ kind: 'bad-response', registry, problem });
}
