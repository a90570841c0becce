import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Digest } from '../image/digest.ts';
import type { AccessRequest, Subject } from './access-request.ts';
import { tokenScopes } from './access-request.ts';
import { categories } from './category.ts';
import { compilePolicy } from './compile-policy.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import type { AccessFacts, BindingOrganization, CatalogEntry, Role } from './facts.ts';
import type { OrganizationSettings } from './settings.ts';
import { defaultSettings } from './settings.ts';

// Few names, so that requests and policies meet.
const namespaces = ['acme', 'beta', 'library', 'grafana', 'openfga', 'someuser'];
const names = ['app', 'nginx', 'custom-image'];
const registries = ['docker.io', 'ghcr.io', 'quay.io', 'Foo', ''];
const anyNamespace = fc.constantFrom(...namespaces.filter((name) => name !== 'library'));
const anyRepository = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...namespaces), fc.constantFrom(...names)).map((parts) => parts.join('/')) },
  { weight: 1, arbitrary: fc.string() },
);

const anyPattern = fc.oneof(
  fc.tuple(fc.constantFrom(...namespaces), fc.constantFrom(...names, '*')).map((parts) => parts.join('/')),
  fc.tuple(anyNamespace, fc.constantFrom(...names, '*')).map((parts) => `ghcr.io/${parts.join('/')}`),
);

const anySettings: fc.Arbitrary<OrganizationSettings> = fc.record({
  restrictedImages: fc.record({
    enabled: fc.boolean(),
    allowOfficialImages: fc.boolean(),
    allowVerifiedPublishers: fc.boolean(),
    allowSponsoredOpenSource: fc.boolean(),
    allowCommunityImages: fc.boolean(),
    mode: fc.constantFrom('enforce', 'audit'),
    allowlist: fc.record({ enabled: fc.boolean(), repositories: fc.array(anyPattern, { maxLength: 3 }) }),
    helpText: fc.constantFrom('', 'ask Olga'),
  }),
  registryAccess: fc.record({
    enabled: fc.boolean(),
    dockerHubAllowed: fc.boolean(),
    customRegistries: fc.uniqueArray(fc.record({ address: fc.constantFrom('ghcr.io', 'https://quay.io/'), friendlyName: fc.constant(''), allowed: fc.boolean() }), { selector: ({ address }) => address }),
  }),
  namespaceAccess: fc.record({ enabled: fc.boolean() }),
  signIn: fc.record({ enforced: fc.boolean() }),
  notes: fc.constant(defaultSettings.notes),
  namespaces: fc.array(fc.oneof(anyNamespace, anyNamespace.map((name) => `ghcr.io/${name}`)), { maxLength: 2 }),
  catalogOverrides: fc.uniqueArray(
    fc.record({ namespace: anyNamespace, category: fc.constantFrom('official', 'verified-publisher', 'sponsored-open-source', 'community'), by: fc.constant('olga'), at: fc.constant('2026-01-02T03:04:05Z') }),
    { selector: ({ namespace }) => namespace, maxLength: 2 },
  ),
});

const anyRole = fc.constantFrom<Role>('owner', 'editor', 'member');
const bind = (organization: string, settings: OrganizationSettings, role: Role = 'member'): BindingOrganization => ({ policy: compilePolicy({ organization, revision: 1, settings }), role });
const anyOrganizations = fc
  .uniqueArray(fc.tuple(fc.constantFrom('acme', 'beta', 'gamma'), anySettings, anyRole), { selector: ([name]) => name, maxLength: 3 })
  .map((rows) => rows.map((row) => bind(...row)));

const scopes = fc.subarray([...tokenScopes]);
const anyUser: fc.Arbitrary<Subject> = fc.oneof(
  scopes.map((granted): Subject => ({ kind: 'user', id: 'u1', name: 'mia', scopes: granted })),
  scopes.map((granted): Subject => ({ kind: 'user', id: 'u1', name: 'mia', tokenId: 't1', scopes: granted })),
);
const anySubject: fc.Arbitrary<Subject> = fc.oneof(
  anyUser,
  fc.constant<Subject>({ kind: 'anonymous' }),
  fc.constantFrom('acme', 'beta').map((organization): Subject => ({ kind: 'organization-token', organization, tokenId: 't2' })),
);
const anyResource = fc.record({ registry: fc.constantFrom('docker.io', ...registries), repository: anyRepository });
const anyRequest: fc.Arbitrary<AccessRequest> = fc.record({ subject: anySubject, action: fc.constantFrom('pull', 'pull', 'push', 'delete'), resource: anyResource });
const anyPull = (subject: fc.Arbitrary<Subject>): fc.Arbitrary<AccessRequest> => fc.record({ subject, action: fc.constant('pull'), resource: anyResource });

const badge = (namespace: string, category: CatalogEntry['category']): CatalogEntry => ({ category, source: { kind: 'catalog', namespace, evidence: 'a list', asOf: null } });
const badges = new Map([['grafana', badge('grafana', 'verified-publisher')], ['openfga', badge('openfga', 'sponsored-open-source')]]);
const anyFacts: fc.Arbitrary<AccessFacts> = fc.record({
  organizations: anyOrganizations,
  catalog: fc.constant({ entry: (namespace: string) => badges.get(namespace) }),
  isConfiguredRegistry: fc.subarray(registries, { minLength: 3 }).map((known) => (registry: string) => known.includes(registry)),
});
const withOrganizations = (facts: AccessFacts, organizations: readonly BindingOrganization[]): AccessFacts => ({ ...facts, organizations });
const withMode = ({ policy, role }: BindingOrganization, mode: 'enforce' | 'audit'): BindingOrganization =>
  bind(policy.organization, { ...policy.settings, restrictedImages: { ...policy.settings.restrictedImages, mode } }, role);

/** How strict a decision is: 2 an enforced deny, 1 a deny that is only recorded, 0 a permit. */
const strictness = (decision: Decision): number => (decision.effect === 'deny' ? 2 : decision.audited === undefined ? 0 : 1);
/** Each time others: the seed is another one. */
const runs = { numRuns: 150 };

test('whatever is asked, there is a decision, and a deny has its reason', () => {
  fc.assert(
    fc.property(anyRequest, anyFacts, (request, facts) => {
      const decision = decide(request, facts);
      if (decision.effect === 'deny') assert.ok(decision.reason.kind.length > 0);
      else assert.ok(facts.organizations.some(({ policy }) => policy.organization === decision.organization));
      if (decision.classification !== undefined) assert.ok(categories.includes(decision.classification.category));
    }),
    runs,
  );
});

test('a deny is never lost by allowing what is not asked for', () => {
  const unrelated = fc.constantFrom('unrelated/app', 'unrelated/*', 'ghcr.io/unrelated/*', 'someuserx/*', 'library/unrelated');
  fc.assert(
    fc.property(anyRequest, anyFacts, unrelated, (request, facts, pattern) => {
      const more = facts.organizations.map(({ policy: { organization, settings }, role }) => {
        const { restrictedImages, registryAccess } = settings;
        const { enabled, repositories } = restrictedImages.allowlist;
        return bind(
          organization,
          {
            ...settings,
            restrictedImages: { ...restrictedImages, allowlist: { enabled, repositories: [...repositories, pattern] } },
            registryAccess: { ...registryAccess, customRegistries: [...registryAccess.customRegistries, { address: 'unrelated.example', friendlyName: '', allowed: true }] },
            namespaces: [...settings.namespaces, 'unrelated'],
            catalogOverrides: [...settings.catalogOverrides, { namespace: 'unrelated', category: 'official', by: 'olga', at: '2026-01-02T03:04:05Z' }],
          },
          role,
        );
      });
      assert.deepEqual(decide(request, withOrganizations(facts, more)), decide(request, facts));
    }),
    runs,
  );
});

test('one more organization never makes a decision less strict', () => {
  fc.assert(
    fc.property(anyPull(anyUser), anyFacts, anySettings, anyRole, (request, facts, settings, role) => {
      fc.pre(facts.organizations.length > 0);
      const more = [...facts.organizations, bind('delta', settings, role)];
      assert.ok(strictness(decide(request, withOrganizations(facts, more))) >= strictness(decide(request, facts)));
    }),
    runs,
  );
});

test('of several organizations the strictest wins, whatever their order', () => {
  fc.assert(
    fc.property(anyPull(anyUser), anyFacts, (request, facts) => {
      fc.pre(facts.organizations.length > 0);
      const alone = facts.organizations.map((organization) => decide(request, withOrganizations(facts, [organization])));
      const strictest = Math.max(...alone.map(strictness));
      const decision = decide(request, facts);
      assert.equal(strictness(decision), strictest);
      assert.deepEqual(decision, alone.find((one) => strictness(one) === strictest));
      assert.equal(strictness(decide(request, withOrganizations(facts, facts.organizations.toReversed()))), strictest);
    }),
    runs,
  );
});

test('an owner is never denied by an organization of their own', () => {
  fc.assert(
    fc.property(anyPull(anyUser), anySettings, anyFacts, (request, settings, facts) => {
      const decision = decide(request, { ...withOrganizations(facts, [bind('acme', settings, 'owner')]), isConfiguredRegistry: () => true });
      assert.deepEqual([decision.effect, decision.rule], ['permit', 'owner']);
    }),
    runs,
  );
});

test('nobody but a person is ever let through as an owner', () => {
  fc.assert(
    fc.property(anyRequest, anyFacts, (request, facts) => {
      const decision = decide(request, facts);
      if (decision.rule === 'owner') assert.equal(request.subject.kind, 'user');
    }),
    runs,
  );
});

test('a repository\'s decision is the same for every tag and digest and for none', () => {
  const references = [{ kind: 'tag', tag: 'latest' }, { kind: 'digest', digest: `sha256:${'a'.repeat(64)}` as Digest }] as const;
  fc.assert(
    fc.property(anyRequest, anyFacts, (request, facts) => {
      const decision = decide(request, facts);
      for (const reference of references) assert.deepEqual(decide({ ...request, resource: { ...request.resource, reference } }, facts), decision);
    }),
    runs,
  );
});

test('the mode audit permits what enforce permits, and records as a deny what enforce denies', () => {
  fc.assert(
    fc.property(anyPull(anyUser), anyFacts, (request, facts) => {
      fc.pre(facts.organizations.length > 0 && facts.isConfiguredRegistry(request.resource.registry));
      const as = (mode: 'enforce' | 'audit') => decide(request, withOrganizations(facts, facts.organizations.map((organization) => withMode(organization, mode))));
      const enforced = as('enforce');
      const audited = as('audit');
      assert.equal(audited.effect, 'permit');
      if (enforced.effect === 'permit') assert.deepEqual(audited, enforced);
      else assert.equal(audited.audited?.rule, enforced.rule);
    }),
    runs,
  );
});

test('the settings that an organization begins with permit its members everything on a configured registry', () => {
  fc.assert(
    fc.property(anyPull(anyUser), anyFacts, anyRole, (request, facts, role) => {
      const decision = decide(request, { ...withOrganizations(facts, [bind('acme', defaultSettings, role)]), isConfiguredRegistry: () => true });
      assert.equal(decision.effect, 'permit');
      assert.equal(decision.audited, undefined);
    }),
    runs,
  );
});

test('the anonymous are refused wherever one organization enforces sign-in, and are bound like members elsewhere', () => {
  fc.assert(
    fc.property(anyPull(fc.constant<Subject>({ kind: 'anonymous' })), anyFacts, (request, facts) => {
      const decision = decide(request, facts);
      if (facts.organizations.length === 0 || facts.organizations.some(({ policy }) => policy.settings.signIn.enforced)) {
        assert.deepEqual([decision.effect, decision.rule], ['deny', 'sign-in']);
        return;
      }
      const member: Subject = { kind: 'user', id: 'u1', name: 'mia', scopes: [] };
      const asMembers = facts.organizations.map(({ policy }): BindingOrganization => ({ policy, role: 'member' }));
      assert.deepEqual(decision, decide({ ...request, subject: member }, withOrganizations(facts, asMembers)));
    }),
    runs,
  );
});
