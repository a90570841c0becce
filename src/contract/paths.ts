// The paths of the admin API, for its server and its clients alike. `{name}` stands for one percent-encoded segment.
export const paths = {
  login: '/v2/users/login',
  authToken: '/v2/auth/token',
  user: '/v2/user',
  userOrganizations: '/v2/user/orgs',
  organizations: '/v2/orgs',
  accessTokens: '/v2/access-tokens',
  accessToken: '/v2/access-tokens/{uuid}',
  organizationAccessTokens: '/v2/orgs/{org}/access-tokens',
  organizationAccessToken: '/v2/orgs/{org}/access-tokens/{id}',
  settings: '/v2/orgs/{org}/settings',
  registryAccess: '/v2/orgs/{org}/settings/registry-access-management',
  revisions: '/v2/orgs/{org}/settings/revisions',
  revision: '/v2/orgs/{org}/settings/revisions/{revision}',
  rollback: '/v2/orgs/{org}/settings/revisions/{revision}/rollback',
  members: '/v2/orgs/{org}/members',
  check: '/v2/orgs/{org}/check',
  pulls: '/v2/orgs/{org}/pulls',
  pull: '/v2/orgs/{org}/pulls/{id}',
  pullsExport: '/v2/orgs/{org}/pulls/export',
  statistics: '/v2/orgs/{org}/statistics',
  catalog: '/v2/orgs/{org}/catalog/{namespace}',
  clientSetups: '/v2/client-setup',
  clientSetup: '/v2/client-setup/{client}',
  certificateAuthority: '/v2/certificate-authority',
  certificateAuthorityRotate: '/v2/certificate-authority/rotate',
  upstreams: '/v2/upstreams',
  upstreamCredentials: '/v2/upstreams/credentials',
  upstreamCredential: '/v2/upstreams/{registry}/credentials',
  cache: '/v2/cache',
  cachePrune: '/v2/cache/prune',
  cacheVerify: '/v2/cache/verify',
  health: '/healthz',
  openapi: '/openapi.json',
} as const;

/** The names in braces of a path, as a type: `'/v2/orgs/{org}/check'` has `'org'`. */
export type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | PathNames<Rest> : never;

/** Fills in a path: `pathOf(paths.settings, { org: 'acme' })`. Values are percent-encoded. */
export function pathOf<Path extends string>(path: Path, values: Readonly<Record<PathNames<Path>, string | number>>): string {
  const byName: Readonly<Record<string, string | number>> = values;
  return path.replace(/\{(\w+)\}/g, (braces, name: string) => encodeURIComponent(byName[name] ?? braces));
}
