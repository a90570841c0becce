// The operations in groups, in the order in which a reader needs them: the tags of the document, the chapters of its pages.

export interface Group {
  /** Its tag and its heading. */
  readonly name: string;
  readonly description: string;
  /** The paths that are in it, unless an earlier group has them. */
  readonly paths: RegExp;
}

const ofOrganization = (rest: string): RegExp => new RegExp(`^/v2/orgs/\\{org\\}/(?:${rest})(?:/|$)`);

export const groups: readonly Group[] = [
  { name: 'Signing in', description: 'A name and a secret become a token, or a session of the console.', paths: /^\/v2\/(?:users|auth|sessions?|logout)(?:\/|$)/ },
  { name: 'Your account', description: 'What people have of their own: profile, password, second factor, sessions.', paths: /^\/v2\/(?:user|account)(?:\/|$)/ },
  { name: 'Personal access tokens', description: 'Secrets for people and their programs: for `docker login`, for the admin API, for Terraform.', paths: /^\/v2\/(?:access-tokens|api_tokens)(?:\/|$)/ },
  { name: 'Organization access tokens', description: 'Secrets of an organization, for its CI: they belong to no person.', paths: ofOrganization('access-tokens') },
  { name: 'Members', description: 'Who is in an organization, and in which role.', paths: ofOrganization('members') },
  { name: 'Teams', description: 'Groups of members, under the paths that Docker Hub has for them.', paths: ofOrganization('groups') },
  { name: 'Invitations', description: 'People are invited by name or by address, and accept.', paths: /^\/v2\/(?:invites|invitations)(?:\/|$)|^\/v2\/orgs\/\{org\}\/invites(?:\/|$)/ },
  { name: 'Single sign-on', description: 'People sign in with the identity provider of their organization (OpenID Connect).', paths: /^\/v2\/(?:single-sign-on|sso|oidc)(?:\/|$)|^\/v2\/orgs\/\{org\}\/(?:single-sign-on|sso|oidc)(?:\/|$)/ },
  { name: 'SCIM', description: 'An identity provider keeps accounts and teams (SCIM 2.0, RFC 7643 and 7644).', paths: /^\/v2\/scim\/|^\/v2\/orgs\/\{org\}\/scim/ },
  { name: 'Policy', description: 'What may be pulled: image access, registry access, and every revision of both.', paths: ofOrganization('settings') },
  { name: 'Allowlist and catalog', description: 'Exceptions with their reasons, namespaces of your own, and what Docker Hub says of publishers.', paths: ofOrganization('allowlist|namespaces|catalog|catalog-overrides|check') },
  { name: 'Repositories', description: 'Repositories of any namespace, as far as the catalog and the registry know them.', paths: /^\/v2\/(?:repositories|namespaces)(?:\/|$)/ },
  { name: 'Records', description: 'Every decision on a pull or push, and statistics of them.', paths: ofOrganization('pulls|statistics') },
  { name: 'Activity', description: 'Who changed what, when and from where: a log that shows whether somebody tampered with it.', paths: /^\/v2\/auditlogs(?:\/|$)|^\/v2\/orgs\/\{org\}\/activity(?:\/|$)/ },
  { name: 'Webhooks', description: 'Denials and changes are sent to an address of yours, signed.', paths: ofOrganization('webhooks') },
  { name: 'Client setup', description: 'The files and commands that send each client through Pullgate.', paths: /^\/v2\/client-setup(?:\/|$)/ },
  { name: 'Installation', description: 'What owners of every organization look after: upstream registries, the cache, the certificate authority, the catalog.', paths: /^\/v2\/(?:upstreams|cache|certificate-authority|catalog|activity|mail)(?:\/|$)/ },
  { name: 'Organizations', description: 'Organizations and namespaces, with the badge that Docker Hub gives them.', paths: /^\/v2\/orgs(?:\/\{\w+\})?$/ },
  { name: 'Server', description: 'Health, and this description.', paths: /^\/(?:healthz|openapi\.json|docs)$/ },
];

/** Undefined for a path that stands in no group yet. */
export function groupOf(path: string): Group | undefined {
  return groups.find(({ paths }) => paths.test(path));
}
