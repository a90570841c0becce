// Which namespace a repository lies in: what stands before one of its slashes.
import { dockerHub } from '../image/reference.ts';
import type { Resource } from './access-request.ts';
import type { CompiledPolicy } from './policy.ts';

/** Docker Hub's namespaces are one component deep. Undefined for a name that has none. */
export function hubNamespaceOf(repository: string): string | undefined {
  const slash = repository.indexOf('/');
  return slash === -1 ? undefined : repository.slice(0, slash);
}

/** Whether the repository lies below one of the namespaces, at any depth; as many look-ups as it has slashes. */
export function isBelowAny(namespaces: { readonly has: (namespace: string) => boolean }, repository: string): boolean {
  for (let slash = repository.indexOf('/'); slash !== -1; slash = repository.indexOf('/', slash + 1)) {
    if (namespaces.has(repository.slice(0, slash))) return true;
  }
  return false;
}

/** Whether the repository lies in one of the organization's namespaces at that registry. */
export function isOwnRepository({ registry, repository }: Resource, { namespaces }: Pick<CompiledPolicy, 'namespaces'>): boolean {
  const ofRegistry = namespaces.get(registry);
  return ofRegistry !== undefined && isBelowAny(ofRegistry, repository);
}

/** Whether the repository lies in the namespace that a person of this name has on Docker Hub. */
export function isPersonalRepository({ registry, repository }: Resource, userName: string): boolean {
  return registry === dockerHub && hubNamespaceOf(repository) === userName.toLowerCase();
}
