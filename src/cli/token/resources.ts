// What an organization access token shall reach, from the flags of `token create`.
import type { TokenResource } from '../../contract/organization-access-tokens.ts';

export const pullScope = 'scope-image-pull';

const everyPublicRepository = '*/*/public';

/** One resource a repository, each with all scopes; the whole organization and what is public where none is named, pulling where no scope is. */
export function tokenResources(organization: string, repositories: readonly string[], scopes: readonly string[]): readonly TokenResource[] {
  const paths = repositories.length === 0 ? [`${organization}/*`, everyPublicRepository] : repositories;
  return paths.map((path) => ({ type: 'TYPE_REPO', path, scopes: scopes.length === 0 ? [pullScope] : [...scopes] }));
}
