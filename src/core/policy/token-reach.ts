// What an organization access token was given: the repositories that it may pull, compiled to hash look-ups.
import { InvalidPattern, parsePattern } from '../image/pattern.ts';
import type { Resource } from './access-request.ts';
import { isBelowAny } from './namespace.ts';

// As Docker Hub's API has it: `path` is `acme/app`, `acme/*`, `acme` (all of acme's), or `*/*/public` (whatever is public).
export interface TokenResource {
  readonly type: 'TYPE_REPO' | 'TYPE_ORG';
  readonly path: string;
  readonly scopes: readonly string[];
}

export interface TokenReach {
  /** By registry. */
  readonly named: ReadonlyMap<string, { readonly repositories: ReadonlySet<string>; readonly namespaces: ReadonlySet<string> }>;
  /** Whatever upstream serves to anybody. */
  readonly everythingPublic: boolean;
}

const everyPublicRepository = '*/*/public';

/** Each includes pulling. Docker's names come with and without `scope-`. */
const pullingScopes: ReadonlySet<string> = new Set(['image-pull', 'image-push', 'image-delete', 'repo-pull', 'repo-push', 'repo-admin']);

/** Compiles the resources of a token. What cannot be read, or gives no right to pull, adds nothing. */
export function compileTokenReach(resources: readonly TokenResource[]): TokenReach {
  const named = new Map<string, { repositories: Set<string>; namespaces: Set<string> }>();
  let everythingPublic = false;
  for (const { type, path, scopes } of resources) {
    if (type !== 'TYPE_REPO' || !scopes.some(includesPulling)) continue;
    if (path === everyPublicRepository) {
      everythingPublic = true;
      continue;
    }
    const pattern = parsePath(path);
    if (pattern === undefined) continue;
    const ofRegistry = named.get(pattern.registry) ?? { repositories: new Set<string>(), namespaces: new Set<string>() };
    named.set(pattern.registry, ofRegistry);
    if (pattern.kind === 'repository') ofRegistry.repositories.add(pattern.repository);
    else ofRegistry.namespaces.add(pattern.namespace);
  }
  return { named, everythingPublic };
}

/** Whether the token was given this repository by name or by its namespace. */
export function isNamedBy({ named }: TokenReach, { registry, repository }: Resource): boolean {
  const ofRegistry = named.get(registry);
  return ofRegistry !== undefined && (ofRegistry.repositories.has(repository) || isBelowAny(ofRegistry.namespaces, repository));
}

function includesPulling(scope: string): boolean {
  return pullingScopes.has(scope.replace(/^scope-/, ''));
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
