// Which namespace a repository lies in: what stands before one of its slashes.

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
