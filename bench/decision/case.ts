// The policy and the requests that both Pullgate and Cedar decide: 10,000 allowlist entries, 500 organizations' namespaces.
import type { AccessRequest, UserSubject } from '../../src/core/policy/access-request.ts';
import { compilePolicy } from '../../src/core/policy/compile-policy.ts';
import type { AccessFacts } from '../../src/core/policy/facts.ts';
import { defaultSettings } from '../../src/core/policy/settings.ts';
import type { OrganizationSettings } from '../../src/core/policy/settings.ts';
import { shippedCatalog } from '../../src/facts/publishers.ts';

const allowlistEntries = 10_000;
const namespaces = 500;
const requestsOfEachKind = 500;

export const organization = 'acme';

export const settings: OrganizationSettings = {
  ...defaultSettings,
  restrictedImages: {
    ...defaultSettings.restrictedImages,
    enabled: true,
    allowlist: { enabled: true, repositories: Array.from({ length: allowlistEntries }, (_value, index) => allowlisted(index)) },
  },
  registryAccess: { enabled: true, dockerHubAllowed: true, customRegistries: [{ address: 'ghcr.io', friendlyName: 'GitHub', allowed: true }, { address: 'quay.io', friendlyName: 'Quay', allowed: false }] },
  namespaces: Array.from({ length: namespaces }, (_value, index) => `subsidiary${index}`),
};

export const facts: AccessFacts = {
  organizations: [{ policy: compilePolicy({ organization, revision: 1, settings }), role: 'member' }],
  catalog: shippedCatalog,
  isConfiguredRegistry: (registry) => registry === 'docker.io' || registry === 'ghcr.io' || registry === 'quay.io',
};

const subject: UserSubject = { kind: 'user', id: 'u1', name: 'developer', tokenId: 't1', scopes: ['repo:read'] };

/** An entry in two is one repository, the other a namespace with everything below it. */
function allowlisted(index: number): string {
  return index % 2 === 0 ? `partner${index}/tool` : `partner${index}/*`;
}

/** Repositories of every outcome that a member meets, by kind, as registry and repository. */
const repositories: readonly ((index: number) => readonly [registry: string, repository: string])[] = [
  (index) => ['docker.io', `library/official${index}`],
  (index) => ['docker.io', `subsidiary${index % namespaces}/service${index}`],
  (index) => ['docker.io', `partner${2 * index}/tool`], // on the allowlist by name
  (index) => ['docker.io', `partner${2 * index + 1}/anything`], // on the allowlist by namespace
  (index) => ['docker.io', `partner${2 * index}/other`], // beside an entry
  (index) => ['docker.io', `grafana/image${index}`], // a verified publisher
  (index) => ['docker.io', `someone${index}/image`], // community
  (index) => ['ghcr.io', `owner${index}/image`], // another registry, allowed
  (index) => ['quay.io', `owner${index}/image`], // another registry, not allowed
];

/** Shuffled in a fixed order, so that no branch is predicted from its neighbours. */
export const requests: readonly AccessRequest[] = Array.from({ length: requestsOfEachKind }, (_value, index) => index)
  .flatMap((index) => repositories.map((name) => name(index)))
  .map(([registry, repository], index) => ({ order: (index * 7919) % (requestsOfEachKind * repositories.length), request: requestFor(registry, repository) }))
  .toSorted((a, b) => a.order - b.order)
  .map(({ request }) => request);

function requestFor(registry: string, repository: string): AccessRequest {
  return { subject, action: 'pull', resource: { registry, repository, reference: { kind: 'tag', tag: 'latest' } } };
}
