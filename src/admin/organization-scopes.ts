// What an organization access token may do in the admin API: the scopes of those of its resources that are the organization itself.
import type { OrganizationToken } from './tokens/tokens.port.ts';

/** Docker Hub's scopes of an organization, without their `scope-`: `edit` includes `read`. */
export function scopesOfOrganization({ organization, resources }: Pick<OrganizationToken, 'organization' | 'resources'>): ReadonlySet<string> {
  const own = resources.filter(({ type, path }) => type === 'TYPE_ORG' && [organization, `${organization}/*`].includes(path.toLowerCase()));
  const given = own.flatMap(({ scopes }) => scopes.map((scope) => scope.toLowerCase().replace(/^scope-/, '')));
  return new Set([...given, ...given.filter((scope) => scope.endsWith('-edit')).map((scope) => scope.replace(/-edit$/, '-read'))]);
}
