import assert from 'node:assert/strict';
import test from 'node:test';
import type { Subject } from './access-request.ts';
import { compilePolicy } from './compile-policy.ts';
import { decide } from './decide.ts';
import type { BindingOrganization, Catalog, Role } from './facts.ts';
import type { OrganizationSettings, RestrictedImages } from './settings.ts';
import { compileTokenReach } from './token-reach.ts';
import { defaultSettings } from './settings.ts';

const catalog: Catalog = {
  entry: (namespace) => {
    const source = { kind: 'catalog', namespace, evidence: 'a list', asOf: null } as const;
    if (namespace === 'grafana') return { category: 'verified-publisher', source };
    return namespace === 'openfga' ? { category: 'sponsored-open-source', source } : undefined;
  },
};
const configured = new Set(['docker.io', 'ghcr.io', 'quay.io', 'Upper.example']);

interface BindingOptions {
  readonly role?: Role;
  readonly images?: Partial<RestrictedImages>;
  readonly settings?: Partial<OrganizationSettings>;
}

const bind = (organization: string, { role = 'member', images = {}, settings = {} }: BindingOptions = {}): BindingOrganization => ({
  policy: compilePolicy({ organization, revision: 7, settings: { ...defaultSettings, restrictedImages: { ...defaultSettings.restrictedImages, ...images }, ...settings } }),
  role,
});
const enabled: Partial<RestrictedImages> = { enabled: true, helpText: 'ask Olga' };
const restricted = (organization: string, images: Partial<RestrictedImages> = {}): BindingOrganization => bind(organization, { images: { ...enabled, ...images } });
const listed = (...repositories: readonly string[]): Partial<RestrictedImages> => ({ allowlist: { enabled: true, repositories } });
const registryAccess = (dockerHubAllowed: boolean, custom: Readonly<Record<string, boolean>> = {}): Partial<OrganizationSettings> => ({
  registryAccess: { enabled: true, dockerHubAllowed, customRegistries: Object.entries(custom).map(([address, allowed]) => ({ address, friendlyName: '', allowed })) },
});
const open: Partial<OrganizationSettings> = { signIn: { enforced: false } };

const mia: Subject = { kind: 'user', id: 'u1', name: 'mia', scopes: ['repo:read'] };
const anonymous: Subject = { kind: 'anonymous' };
const robot: Subject = { kind: 'organization-token', organization: 'acme', tokenId: 't1' };

interface Row {
  readonly who?: Subject;
  readonly bound: readonly BindingOrganization[];
  readonly image: string; // registry|repository
  /** effect, rule, organization; `audited` where a deny was let through. */
  readonly is: string;
  /** What an organization access token was given, as path; everything public unless told. */
  readonly given?: readonly string[];
}

const community = 'docker.io|someuser/custom-image';
const rows: readonly Row[] = [
  // 1. who asks
  { who: anonymous, bound: [], image: 'docker.io|library/nginx', is: 'deny sign-in' },
  { who: anonymous, bound: [bind('acme')], image: 'docker.io|library/nginx', is: 'deny sign-in acme' },
  { who: anonymous, bound: [bind('acme', { settings: open }), bind('beta')], image: 'docker.io|library/nginx', is: 'deny sign-in beta' },
  { who: anonymous, bound: [bind('acme', { settings: open })], image: community, is: 'permit image-access-off acme' },
  { who: anonymous, bound: [bind('acme', { settings: open, images: enabled })], image: community, is: 'deny category acme' },
  { who: anonymous, bound: [bind('acme', { settings: open, images: enabled, role: 'owner' })], image: community, is: 'deny category acme' },
  { who: robot, bound: [], image: 'docker.io|library/nginx', is: 'deny membership' },
  { who: robot, bound: [bind('beta')], image: 'docker.io|library/nginx', is: 'deny membership' },
  { who: robot, bound: [restricted('acme')], image: 'docker.io|library/nginx', is: 'deny organization-token acme' },
  { who: robot, bound: [restricted('acme', { mode: 'audit' })], image: 'docker.io|library/nginx', is: 'deny organization-token acme' },
  { who: robot, bound: [bind('acme')], image: community, is: 'permit image-access-off acme' },
  { who: robot, bound: [bind('acme', { role: 'owner', settings: registryAccess(false) })], image: community, is: 'deny registry-access acme' },
  { who: robot, bound: [bind('acme')], given: [], image: 'docker.io|library/nginx', is: 'deny organization-token acme' },
  { who: robot, bound: [bind('acme')], given: ['acme/app'], image: 'docker.io|acme/app', is: 'permit image-access-off acme' },
  { who: robot, bound: [bind('acme')], given: ['acme/app'], image: 'docker.io|acme/other', is: 'deny organization-token acme' },
  { who: robot, bound: [bind('acme')], given: ['acme/app'], image: 'ghcr.io|acme/app', is: 'deny organization-token acme' },
  { who: robot, bound: [bind('acme')], given: ['acme/*', 'ghcr.io/acme/*'], image: 'ghcr.io|acme/app', is: 'permit other-registry acme' },
  { bound: [], image: 'docker.io|library/nginx', is: 'deny membership' },
  { bound: [bind('acme', { role: 'owner' })], image: 'mcr.example|app', is: 'deny registry-configured' },
  { bound: [bind('acme')], image: '|foo_bar.com/app', is: 'deny registry-configured' },
  { bound: [], image: 'mcr.example|app', is: 'deny membership' },
  // 3a. owner
  { bound: [bind('acme', { role: 'owner', images: enabled, settings: registryAccess(false) })], image: community, is: 'permit owner acme' },
  { bound: [bind('acme', { role: 'editor', images: enabled })], image: community, is: 'deny category acme' },
  // 3b. registry access
  { bound: [bind('acme', { settings: registryAccess(true) })], image: community, is: 'permit image-access-off acme' },
  { bound: [bind('acme', { settings: registryAccess(false) })], image: 'docker.io|acme/app', is: 'deny registry-access acme' },
  { bound: [bind('acme', { settings: registryAccess(true) })], image: 'ghcr.io|owner/image', is: 'deny registry-access acme' },
  { bound: [bind('acme', { settings: registryAccess(true, { 'https://GHCR.io/': true }) })], image: 'ghcr.io|owner/image', is: 'permit other-registry acme' },
  { bound: [bind('acme', { settings: registryAccess(true, { 'ghcr.io': false }) })], image: 'ghcr.io|owner/image', is: 'deny registry-access acme' },
  { bound: [bind('acme', { settings: registryAccess(true, { 'ghcr.io:443': true }) })], image: 'ghcr.io|owner/image', is: 'deny registry-access acme' },
  { bound: [bind('acme', { settings: registryAccess(true, { 'upper.example': true }) })], image: 'Upper.example|app', is: 'permit other-registry acme' },
  { bound: [bind('acme', { settings: { registryAccess: { enabled: false, dockerHubAllowed: false, customRegistries: [] } } })], image: 'ghcr.io|owner/image', is: 'permit other-registry acme' },
  // 3c. another registry
  { bound: [restricted('acme')], image: 'ghcr.io|owner/image', is: 'permit other-registry acme' },
  // 3d. image access off
  { bound: [bind('acme')], image: community, is: 'permit image-access-off acme' },
  // 3e. allowlist
  { bound: [restricted('acme', listed('someuser/custom-image'))], image: community, is: 'permit allowlist acme' },
  { bound: [restricted('acme', listed('someuser/*'))], image: community, is: 'permit allowlist acme' },
  { bound: [restricted('acme', { allowlist: { enabled: false, repositories: ['someuser/*'] } })], image: community, is: 'deny category acme' },
  { bound: [restricted('acme', listed('someuser/other', 'some/*', 'ghcr.io/someuser/*'))], image: community, is: 'deny category acme' },
  { bound: [restricted('acme', { ...listed('nginx'), allowOfficialImages: false })], image: 'docker.io|library/nginx', is: 'permit allowlist acme' },
  { bound: [restricted('acme', { ...listed('nginx'), allowOfficialImages: false })], image: 'docker.io|library/redis', is: 'deny category acme' },
  // 3f, 3g. category
  { bound: [restricted('acme')], image: 'docker.io|acme/app', is: 'permit category acme' },
  { bound: [restricted('acme')], image: 'docker.io|library/nginx', is: 'permit category acme' },
  { bound: [restricted('acme', { allowOfficialImages: false })], image: 'docker.io|library/nginx', is: 'deny category acme' },
  { bound: [restricted('acme')], image: 'docker.io|grafana/grafana', is: 'permit category acme' },
  { bound: [restricted('acme', { allowVerifiedPublishers: false })], image: 'docker.io|grafana/grafana', is: 'deny category acme' },
  { bound: [restricted('acme')], image: 'docker.io|openfga/openfga', is: 'deny category acme' },
  { bound: [restricted('acme', { allowSponsoredOpenSource: true })], image: 'docker.io|openfga/openfga', is: 'permit category acme' },
  { bound: [restricted('acme', { allowCommunityImages: true })], image: 'docker.io|openfga/openfga', is: 'permit category acme' },
  { bound: [restricted('acme', { allowSponsoredOpenSource: true })], image: community, is: 'deny category acme' },
  { bound: [restricted('acme', { allowCommunityImages: true })], image: community, is: 'permit category acme' },
  { bound: [restricted('acme')], image: 'docker.io|mia/app', is: 'deny category acme' }, // a member's personal namespace
  // mode audit
  { bound: [restricted('acme', { mode: 'audit' })], image: community, is: 'permit category acme audited' },
  { bound: [bind('acme', { images: { mode: 'audit' }, settings: {} })], image: community, is: 'permit image-access-off acme' },
  // several organizations: the strictest wins
  { bound: [bind('acme'), restricted('beta')], image: community, is: 'deny category beta' },
  { bound: [restricted('beta'), bind('acme')], image: community, is: 'deny category beta' },
  { bound: [bind('acme', { role: 'owner' }), restricted('beta')], image: community, is: 'deny category beta' },
  { bound: [restricted('acme', { mode: 'audit' }), restricted('beta')], image: community, is: 'deny category beta' },
  { bound: [bind('acme'), restricted('beta', { mode: 'audit' }), bind('gamma')], image: community, is: 'permit category beta audited' },
  { bound: [restricted('acme'), restricted('beta')], image: community, is: 'deny category acme' },
  { bound: [restricted('acme'), restricted('beta')], image: 'docker.io|acme/app', is: 'deny category beta' },
];

test('a decision follows the order of the policy, and names its rule and organization', () => {
  for (const { who, bound, image, is, given = ['*/*/public'] } of rows) {
    const subject: Subject = who ?? mia;
    const [registry = '', repository = ''] = image.split('|');
    const tokenReach = compileTokenReach(given.map((path) => ({ type: 'TYPE_REPO', path, scopes: ['scope-image-pull'] })));
    const facts = { organizations: bound, catalog, isConfiguredRegistry: (name: string) => configured.has(name), tokenReach };
    const decision = decide({ subject, action: 'pull', resource: { registry, repository } }, facts);
    const audited = decision.effect === 'permit' && decision.audited !== undefined ? 'audited' : undefined;
    const said = [decision.effect, decision.rule, decision.organization, audited].filter((part) => part !== undefined).join(' ');
    assert.equal(said, is, `${subject.kind} ${image} ${bound.map(({ policy }) => policy.organization).join()}`);
  }
});

const nginx = { subject: mia, action: 'pull', resource: { registry: 'docker.io', repository: 'library/nginx' } } as const;
const facts = (...organizations: readonly BindingOrganization[]) => ({ organizations, catalog, isConfiguredRegistry: () => true });

test('a decision names category, source, organization and revision, and a deny its reason and help text', () => {
  const request = { ...nginx, resource: { registry: 'docker.io', repository: 'someuser/app' } };
  const classification = { category: 'community', source: { kind: 'unlisted' } } as const;
  const grounds = { rule: 'category', organization: 'acme', revision: 7, classification } as const;
  const denied = { effect: 'deny', ...grounds, reason: { kind: 'category-not-allowed', category: 'community' }, helpText: 'ask Olga' } as const;
  assert.deepEqual(decide(request, facts(restricted('acme'))), denied);
  assert.deepEqual(decide(request, facts(restricted('acme', { mode: 'audit' }))), { effect: 'permit', ...grounds, audited: denied });
  assert.deepEqual(decide(nginx, facts(bind('acme', { role: 'owner' }))), {
    effect: 'permit', rule: 'owner', organization: 'acme', revision: 7, classification: { category: 'official', source: { kind: 'library' } },
  });
  assert.deepEqual(decide({ ...nginx, resource: { registry: 'ghcr.io', repository: 'a/b' } }, facts(bind('acme'))), {
    effect: 'permit', rule: 'other-registry', organization: 'acme', revision: 7,
  });
});
