// What a client asks a token for, in the words of the registry whose names people sign in with.
import { formatScope, parseScopes } from '../../core/distribution/scope.ts';
import { RegistryError } from '../../core/distribution/error.ts';
import { resolveRepository } from '../repository-name.ts';
import type { NamedRepository } from '../repository-name.ts';

/** Clients ask for one repository, and for a second one when they mount from it. */
const scopesMax = 10;
const knownActions: ReadonlySet<string> = new Set(['pull', 'push', 'delete', '*']);

export interface WantedScopes extends Pick<NamedRepository, 'isConfiguredRegistry' | 'ownRegistry'> {
  /** The `scope` parameters as they came, each with one scope or several. */
  readonly requested: readonly string[];
  /** The registry whose names people sign in with. */
  readonly registry: string;
}

/** `repository:nginx:pull` is upstream's `repository:library/nginx:pull`. What is malformed, of another registry, or no repository, is left out. */
export function upstreamScopes({ requested, registry, ...naming }: WantedScopes): readonly string[] {
  const wanted = requested.flatMap(parseScopes).flatMap(({ type, name, actions }) => {
    const repository = type === 'repository' ? repositoryAt(registry, { name, ...naming }) : undefined;
    const known = actions.filter((action) => knownActions.has(action));
    return repository === undefined || known.length === 0 ? [] : [formatScope({ type, name: repository, actions: known })];
  });
  return [...new Set(wanted)].slice(0, scopesMax);
}

function repositoryAt(registry: string, named: NamedRepository): string | undefined {
  try {
    const resource = resolveRepository(named);
    return resource.registry === registry ? resource.repository : undefined;
  } catch (error) {
    if (error instanceof RegistryError) return undefined;
    throw error;
  }
}
