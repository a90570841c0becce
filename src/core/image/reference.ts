// An image's name as distribution/reference parses and normalizes it (its ParseNormalizedNamed).
import { type Digest, InvalidDigest, parseDigest } from './digest.ts';
import { identifierPattern, namePattern, referencePattern, repositoryCharactersMax, tagPattern } from './grammar.ts';

/** A parsed name: `registry` is the normalized domain (`docker.io`), `repository` the whole path (`library/nginx`). */
export interface ImageReference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** What a manifest is asked for by. */
export type TagOrDigest =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'digest'; readonly digest: Digest };

export type InvalidImageReferenceCode = 'empty' | 'identifier' | 'uppercase' | 'format' | 'too-long' | 'digest' | 'tag';

/** Docker Hub's normalized name. */
export const dockerHub = 'docker.io';
const dockerIndex = 'index.docker.io';
const officialPrefix = 'library/';

const messages = {
  empty: 'image reference is empty: name an image, such as nginx:1.27',
  identifier: 'image reference is 64 hexadecimal digits, which is an image id: name its repository',
  uppercase: 'repository name must be lower case',
  format: 'invalid image reference: write [registry/]repository[:tag][@digest]',
  'too-long': `repository name is too long: at most ${repositoryCharactersMax} characters`,
  digest: 'invalid digest',
  tag: 'invalid tag: at most 128 letters, digits, underscores, dots and dashes, and neither dot nor dash first',
} as const satisfies Record<InvalidImageReferenceCode, string>;

export class InvalidImageReference extends Error {
  readonly code: InvalidImageReferenceCode;

  /** `cause`: the InvalidDigest behind the code `digest`. */
  constructor(code: InvalidImageReferenceCode, cause?: InvalidDigest) {
    super(cause?.message ?? messages[code], { cause });
    this.name = 'InvalidImageReference';
    this.code = code;
  }
}

/**
 * Reads a name as a person writes it: `nginx` is `docker.io/library/nginx`. No tag is added where none is written.
 * @throws InvalidImageReference
 */
export function parseReference(text: string): ImageReference {
  if (text === '') throw new InvalidImageReference('empty');
  if (identifierPattern.test(text)) throw new InvalidImageReference('identifier');
  const { domain, remainder } = splitDomain(text);
  const remote = remainder.split(':', 1)[0] ?? '';
  if (remote.toLowerCase() !== remote) throw new InvalidImageReference('uppercase');
  return parseNormalized(`${domain}/${remainder}`);
}

/** Reads a name whose domain is written out: distribution/reference's Parse. */
function parseNormalized(text: string): ImageReference {
  const parts = referencePattern.exec(text);
  const name = parts?.[1];
  if (name === undefined) throw new InvalidImageReference(referencePattern.test(text.toLowerCase()) ? 'uppercase' : 'format');
  const [, registry = '', repository = ''] = namePattern.exec(name) ?? [];
  if (repository.length > repositoryCharactersMax) throw new InvalidImageReference('too-long');
  const tag = parts?.[2];
  const digest = parts?.[3];
  return {
    registry,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest: parseReferenceDigest(digest) }),
  };
}

function parseReferenceDigest(text: string): Digest {
  try {
    return parseDigest(text);
  } catch (error) {
    if (error instanceof InvalidDigest) throw new InvalidImageReference('digest', error);
    throw error;
  }
}

/**
 * Splits what a person writes into domain and the rest, with Docker Hub's names put in: distribution/reference's
 * splitDockerDomain. What stands before the first slash is a domain if it has a dot, a colon or an upper case letter, or
 * is `localhost`; a name without a slash is always Docker Hub's.
 */
function splitDomain(text: string): { readonly domain: string; readonly remainder: string } {
  const slash = text.indexOf('/');
  const first = slash === -1 ? '' : text.slice(0, slash);
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
  const domain = isDomain && first !== dockerIndex ? first : dockerHub;
  const remainder = isDomain ? text.slice(slash + 1) : text;
  if (domain === dockerHub && !remainder.includes('/')) return { domain, remainder: officialPrefix + remainder };
  return { domain, remainder };
}

/** The canonical text, `docker.io/library/nginx:1.27`: the one that parses to just this reference. */
export function formatReference(reference: ImageReference): string {
  return formatName(reference) + formatTagAndDigest(reference);
}

/**
 * The text that a person would write, `nginx:1.27`. Keeps `docker.io/` where the short text would name something else
 * (`docker.io/localhost/app`), which distribution/reference's FamiliarString does not.
 */
export function familiarReference(reference: ImageReference): string {
  const name = formatName(reference);
  const end = formatTagAndDigest(reference);
  if (reference.registry !== dockerHub) return name + end;
  const rest = reference.repository.slice(officialPrefix.length);
  const isOfficial = reference.repository.startsWith(officialPrefix) && !rest.includes('/');
  const short = (isOfficial ? rest : reference.repository) + end;
  if (identifierPattern.test(short)) return name + end;
  const { domain, remainder } = splitDomain(short);
  return `${domain}/${remainder}` === name + end ? short : name + end;
}

function formatName({ registry, repository }: ImageReference): string {
  return registry === '' ? repository : `${registry}/${repository}`;
}

function formatTagAndDigest({ tag, digest }: ImageReference): string {
  return (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}

/**
 * Reads a tag: distribution spec, `<reference>` as a tag.
 * @throws InvalidImageReference with the code `tag`
 */
export function parseTag(text: string): string {
  if (!tagPattern.test(text)) throw new InvalidImageReference('tag');
  return text;
}
