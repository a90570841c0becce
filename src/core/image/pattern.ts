// A pattern over repositories, as an allowlist has them: one repository, or everything under a namespace.
import { isRepositoryName } from './grammar.ts';
import { type ImageReference, InvalidImageReference, dockerHub, parseReference } from './reference.ts';

export type RepositoryPattern =
  | { readonly kind: 'repository'; readonly registry: string; readonly repository: string }
  | ({ readonly kind: 'namespace' } & RegistryNamespace);

/** A namespace covers every repository below it, at any depth. */
export interface RegistryNamespace {
  readonly registry: string;
  readonly namespace: string;
}

export type InvalidPatternCode = 'wildcard' | 'whole-registry' | 'tag-or-digest' | 'namespace' | 'name';

const messages = {
  wildcard: 'a * stands for every repository of a namespace, last and alone: write namespace/*',
  'whole-registry': 'names no namespace: write namespace/* or registry/namespace/*',
  'tag-or-digest': 'names a tag or digest: leave it out, repositories are allowed as a whole',
  namespace: 'invalid namespace: write acme for Docker Hub, or registry/acme',
  name: 'invalid repository name: write namespace/repository, namespace/* or registry/namespace/repository',
} as const satisfies Record<InvalidPatternCode, string>;

export class InvalidPattern extends Error {
  readonly code: InvalidPatternCode;

  /** `cause`: why the name under the pattern is invalid. */
  constructor(code: InvalidPatternCode, cause?: InvalidImageReference) {
    super(code === 'name' && cause !== undefined ? cause.message : messages[code], { cause });
    this.name = 'InvalidPattern';
    this.code = code;
  }
}

/**
 * Reads `nginx` (library/nginx), `ns/repository`, `ns/*`, each after `docker.io/` or another registry.
 * @throws InvalidPattern
 */
export function parsePattern(text: string): RepositoryPattern {
  if (text === '*') throw new InvalidPattern('whole-registry');
  if (text.endsWith('/*')) return { kind: 'namespace', ...parseBeneath(text.slice(0, -'/*'.length), 'whole-registry') };
  const { registry, repository, tag, digest } = parseName(text);
  if (tag !== undefined || digest !== undefined) throw new InvalidPattern('tag-or-digest');
  return { kind: 'repository', registry, repository };
}

/**
 * The one way to write a pattern, by which two of them can be compared: `docker.io/library/nginx` of `nginx`, `docker.io/ns/*` of `ns/*`.
 * @throws InvalidPattern
 */
export function canonicalPattern(text: string): string {
  const pattern = parsePattern(text);
  return pattern.kind === 'repository' ? `${pattern.registry}/${pattern.repository}` : `${pattern.registry}/${pattern.namespace}/*`;
}

/**
 * The one way to write a namespace: `docker.io/acme` of `acme`.
 * @throws InvalidPattern
 */
export function canonicalNamespace(text: string): string {
  const { registry, namespace } = parseNamespace(text);
  return `${registry}/${namespace}`;
}

/**
 * Reads a namespace: a bare name is Docker Hub's (`acme`), any other stands after its registry (`ghcr.io/acme`).
 * @throws InvalidPattern
 */
export function parseNamespace(text: string): RegistryNamespace {
  if (text.includes('*')) throw new InvalidPattern('namespace');
  const namespace = parseBeneath(text, 'namespace');
  if (namespace.registry === dockerHub && namespace.namespace.includes('/')) throw new InvalidPattern('namespace');
  return namespace;
}

/** Parses two made-up components beneath the text, so that what is left of the path without them is the namespace. */
function parseBeneath(text: string, otherwise: InvalidPatternCode): RegistryNamespace {
  const beneath = '/x/x';
  const { registry, repository } = parseName(text + beneath);
  const namespace = repository.slice(0, -beneath.length);
  if (!isRepositoryName(namespace)) throw new InvalidPattern(otherwise);
  return { registry, namespace };
}

function parseName(text: string): ImageReference {
  if (text.includes('*')) throw new InvalidPattern('wildcard');
  let reference;
  try {
    reference = parseReference(text);
  } catch (error) {
    if (error instanceof InvalidImageReference) throw new InvalidPattern('name', error);
    throw error;
  }
  // A domain with an underscore is none: distribution/reference takes the whole for a path without a registry.
  if (reference.registry === '') throw new InvalidPattern('name');
  return reference;
}
