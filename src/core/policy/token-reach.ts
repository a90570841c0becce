// What an organization access token was given: the repositories that it may pull, push and delete, compiled to hash look-ups.
import { InvalidPattern, parsePattern } from '../image/pattern.ts';
import type { Action, Resource } from './access-request.ts';
import type { WriteAction } from './decision.ts';
import { isBelowAny } from './namespace.ts';

// As Docker Hub's API has it: `path` is `acme/app`, `acme/*`, `acme` (all of acme's), or `*/*/public` (whatever is public).
export interface TokenResource {
  readonly type: 'TYPE_REPO' | 'TYPE_ORG';
  readonly path: string;
  readonly scopes: readonly string[];
}

/** Repositories and namespaces, by registry. */
type Named = ReadonlyMap<string, { readonly repositories: ReadonlySet<string>; readonly namespaces: ReadonlySet<string> }>;

export interface TokenReach {
  /** What may be pulled. */
  readonly named: Named;
  readonly pushable: Named;
  readonly deletable: Named;
  /** Whatever upstream serves to anybody. */
  readonly everythingPublic: boolean;
}

const everyPublicRepository = '*/*/public';

/** Each right includes those before it. Docker's names come with and without `scope-`. */
const scopesWith = {
  pull: new Set(['image-pull', 'image-push', 'image-delete', 'repo-pull', 'repo-push', 'repo-admin']),
  push: new Set(['image-push', 'image-delete', 'repo-push', 'repo-admin']),
  delete: new Set(['image-delete', 'repo-admin']),
} as const satisfies Record<Action, ReadonlySet<string>>;

/** Compiles the resources of a token. What cannot be read adds nothing; every public repository may be pulled, whatever else was given of them. */
export function compileTokenReach(resources: readonly TokenResource[]): TokenReach {
  const everythingPublic = resources.some((resource) => resource.path === everyPublicRepository && includes(resource, 'pull'));
  return { named: compileNamed(resources, 'pull'), pushable: compileNamed(resources, 'push'), deletable: compileNamed(resources, 'delete'), everythingPublic };
}

function compileNamed(resources: readonly TokenResource[], action: Action): Named {
  const named = new Map<string, { repositories: Set<string>; namespaces: Set<string> }>();
  for (const resource of resources) {
    if (!includes(resource, action) || resource.path === everyPublicRepository) continue;
    const pattern = parsePath(resource.path);
    if (pattern === undefined) continue;
    const ofRegistry = named.get(pattern.registry) ?? { repositories: new Set<string>(), namespaces: new Set<string>() };
    named.set(pattern.registry, ofRegistry);
    if (pattern.kind === 'repository') ofRegistry.repositories.add(pattern.repository);
    else ofRegistry.namespaces.add(pattern.namespace);
  }
  return named;
}

/** Whether the token was given this repository, to pull it, by name or by its namespace. */
export function isNamedBy({ named }: TokenReach, resource: Resource): boolean {
  return holds(named, resource);
}

/** Whether the token was given the right over this repository, by name or by its namespace. */
export function mayWriteTo({ pushable, deletable }: TokenReach, resource: Resource, action: WriteAction): boolean {
  return holds(action === 'push' ? pushable : deletable, resource);
}

function holds(named: Named, { registry, repository }: Resource): boolean {
  const ofRegistry = named.get(registry);
  return ofRegistry !== undefined && (ofRegistry.repositories.has(repository) || isBelowAny(ofRegistry.namespaces, repository));
}

function includes({ type, scopes }: TokenResource, action: Action): boolean {
  return type === 'TYPE_REPO' && scopes.some((scope) => scopesWith[action].has(scope.replace(/^scope-/, '')));
}

/** A name alone is an organization's whole namespace here, not an official image. */
function parsePath(path: string): ReturnType<typeof parsePattern> | undefined {
  try {
    return parsePattern(path.includes('/') ? path : `${path}/*`);
  } catch (error) {
    if (error instanceof InvalidPattern) return undefined;
    throw error;
  }
}
