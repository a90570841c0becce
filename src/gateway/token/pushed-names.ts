// What a client asks a token for that tells why it comes: to push, and where to.
import { parseScopes } from '../../core/distribution/scope.ts';

/** Clients push to one repository at a time. */
const namesMax = 4;

/** The names of repositories in `scope` parameters (each with one scope or several) that are to be pushed to, as the client knows them. */
export function pushedNames(scopes: readonly string[]): { readonly pushes?: readonly string[] } {
  const names = scopes.flatMap(parseScopes).filter(({ type, actions }) => type === 'repository' && (actions.includes('push') || actions.includes('*'))).map(({ name }) => name);
  return names.length === 0 ? {} : { pushes: [...new Set(names)].slice(0, namesMax) };
}
