// Which registry endpoint a request path names (OCI distribution spec 1.1, "Endpoints"), read from the raw path.
import { InvalidDigest, parseDigest } from '../image/digest.ts';
import type { Digest } from '../image/digest.ts';
import { isRepositoryName, repositoryCharactersMax, tagPattern } from '../image/grammar.ts';
import type { TagOrDigest } from '../image/reference.ts';
import { RegistryError } from './error.ts';

export type Endpoint =
  | { readonly kind: 'ping' }
  | { readonly kind: 'manifest'; readonly name: string; readonly reference: TagOrDigest }
  | { readonly kind: 'blob'; readonly name: string; readonly digest: Digest }
  | { readonly kind: 'tags'; readonly name: string }
  | { readonly kind: 'referrers'; readonly name: string; readonly digest: Digest }
  /** A push in several steps; `session` is the last part of the upload's address, undefined for the start of one. */
  | { readonly kind: 'upload'; readonly name: string; readonly session?: string };

const pathLengthMax = 4096;
/** Parts that begin with a letter, a digit, `_` or `-`: nothing of what refuseTricks looks for. Most paths are such. */
const ordinaryPath = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._:-]*)+\/?$/;
/** Upstreams' own can be long, and are longer where the gateway has sealed them. */
const sessionGrammar = /^[A-Za-z0-9._~=-]{1,3500}$/;

/**
 * Reads the path of a request as it came in: still percent-encoded, without the query. No byte of it is decoded but `%3A`,
 * which some clients write for the colon of a digest, so nothing can mean one thing here and another upstream.
 * @throws RegistryError NAME_INVALID (414 for a path over 4 KiB), TAG_INVALID, DIGEST_INVALID; UNSUPPORTED (404) for a path that is no endpoint
 */
export function parseEndpoint(rawPath: string): Endpoint {
  refuseTricks(rawPath);
  if (rawPath === '/v2' || rawPath === '/v2/') return { kind: 'ping' };
  const segments = rawPath.split('/');
  if (segments[1] !== 'v2') throw unknownEndpoint();
  const upload = findUpload(segments);
  if (upload !== undefined) return upload;
  // The name may hold the words of the endpoints (`acme/blobs/tags`), so the path is read from its end.
  const last = segments.at(-1) ?? '';
  const name = segments.slice(2, -2).join('/');
  switch (segments.at(-2)) {
    case 'manifests':
      return { kind: 'manifest', name: readName(name), reference: readReference(last) };
    case 'blobs':
      return { kind: 'blob', name: readName(name), digest: readDigest(last) };
    case 'referrers':
      return { kind: 'referrers', name: readName(name), digest: readDigest(last) };
    case 'tags':
      if (last === 'list') return { kind: 'tags', name: readName(name) };
      throw unknownEndpoint();
    default:
      throw unknownEndpoint();
  }
}

/** Refuses what could leave its place or be read in two ways further on. */
function refuseTricks(rawPath: string): void {
  if (rawPath.length <= pathLengthMax && ordinaryPath.test(rawPath)) return;
  if (rawPath.length > pathLengthMax) throw nameInvalid(`path is longer than ${pathLengthMax} bytes`, 414);
  if (!rawPath.startsWith('/')) throw nameInvalid('path does not start with a slash');
  if (/[^\x21-\x7e]|[\\?#]/.test(rawPath)) throw nameInvalid('path holds a character that is not allowed');
  if (/%(?!3a)/i.test(rawPath)) throw nameInvalid('path is percent-encoded: names and tags need no encoding');
  if (rawPath.includes('//')) throw nameInvalid('path holds an empty part');
  if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(rawPath)) throw nameInvalid('path holds a part that is only dots');
}

/** `/v2/<name>/blobs/uploads/` and `/v2/<name>/blobs/uploads/<session>`. */
function findUpload(segments: readonly string[]): Endpoint | undefined {
  if (segments.at(-2) === 'blobs' && segments.at(-1) === 'uploads') return { kind: 'upload', name: readName(segments.slice(2, -2).join('/')) };
  if (segments.at(-3) !== 'blobs' || segments.at(-2) !== 'uploads') return undefined;
  const name = readName(segments.slice(2, -3).join('/'));
  const session = segments.at(-1) ?? '';
  if (session === '') return { kind: 'upload', name };
  if (!sessionGrammar.test(session)) throw new RegistryError('BLOB_UPLOAD_INVALID', 'upload address is malformed');
  return { kind: 'upload', name, session };
}

function readName(name: string): string {
  if (name.length > repositoryCharactersMax) throw nameInvalid(`repository name is longer than ${repositoryCharactersMax} characters`);
  if (!isRepositoryName(name)) throw nameInvalid('repository name is malformed: use lower-case letters, digits and the separators . _ - /');
  return name;
}

function readReference(text: string): TagOrDigest {
  if (/:|%3a/i.test(text)) return { kind: 'digest', digest: readDigest(text) };
  if (!tagPattern.test(text)) throw new RegistryError('TAG_INVALID', 'tag is malformed: use at most 128 letters, digits, . _ and -, not starting with . or -');
  return { kind: 'tag', tag: text };
}

function readDigest(text: string): Digest {
  try {
    return parseDigest(text.replace(/%3a/i, ':'));
  } catch (error) {
    if (!(error instanceof InvalidDigest)) throw error;
    throw new RegistryError('DIGEST_INVALID', error.message);
  }
}

function nameInvalid(message: string, status?: number): RegistryError {
  return new RegistryError('NAME_INVALID', message, status === undefined ? {} : { status });
}

function unknownEndpoint(): RegistryError {
  return new RegistryError('UNSUPPORTED', 'no such endpoint: this gateway serves manifests, blobs, uploads, tag lists and referrers', { status: 404 });
}
