import assert from 'node:assert/strict';
import test from 'node:test';
import type { Action, Subject, TokenScope } from './access-request.ts';
import { compilePolicy } from './compile-policy.ts';
import { decide } from './decide.ts';
import type { AccessFacts, BindingOrganization, Role } from './facts.ts';
import type { OrganizationSettings } from './settings.ts';
import { defaultSettings } from './settings.ts';
import { compileTokenReach } from './token-reach.ts';

const catalog: AccessFacts['catalog'] = { entry: () => undefined };
const configured = new Set(['docker.io', 'ghcr.io']);

const bind = (organization: string, settings: Partial<OrganizationSettings> = {}, role: Role = 'member'): BindingOrganization => ({
  policy: compilePolicy({ organization, revision: 7, settings: { ...defaultSettings, ...settings } }),
  role,
});
const forbidding: Partial<OrganizationSettings> = { namespaceAccess: { enabled: true } };
const restricted: Partial<OrganizationSettings> = { restrictedImages: { ...defaultSettings.restrictedImages, enabled: true } };
const auditing: Partial<OrganizationSettings> = { restrictedImages: { ...defaultSettings.restrictedImages, enabled: true, mode: 'audit' } };
const closed: Partial<OrganizationSettings> = { registryAccess: { enabled: true, dockerHubAllowed: false, customRegistries: [] } };
const open: Partial<OrganizationSettings> = { signIn: { enforced: false } };
const further: Partial<OrganizationSettings> = { namespaces: ['acme-labs', 'ghcr.io/acme'] };

const withToken = (...scopes: readonly TokenScope[]): Subject => ({ kind: 'user', id: 'u1', name: 'mia', tokenId: 't1', scopes });
const mia = withToken('repo:write');
const byPassword: Subject = { kind: 'user', id: 'u1', name: 'mia', scopes: [] };
const anonymous: Subject = { kind: 'anonymous' };
const robot: Subject = { kind: 'organization-token', organization: 'acme', tokenId: 't2' };

interface Row {
  readonly who?: Subject;
  readonly action?: Action;
  readonly bound: readonly BindingOrganization[];
  /** Docker Hub unless it begins with ghcr.io or quay.io. */
  readonly image: string;
  /** effect, rule, reason or nothing, organization. */
  readonly is: string;
  /** What an organization access token was given: path and scope. */
  readonly given?: readonly (readonly [path: string, scope: string])[];
  /** A namespace of an organization that does not bind the person. */
  readonly taken?: string;
}

const rows: readonly Row[] = [
  // who asks
  { who: anonymous, bound: [bind('acme')], image: 'acme/app', is: 'deny sign-in sign-in-required acme' },
  { who: anonymous, bound: [bind('acme', open)], image: 'acme/app', is: 'deny sign-in sign-in-required' },
  { who: anonymous, bound: [], image: 'acme/app', is: 'deny sign-in sign-in-required' },
  { bound: [], image: 'acme/app', is: 'deny membership not-a-member' },
  { who: robot, bound: [bind('beta')], image: 'acme/app', is: 'deny membership not-a-member' },
  // where
  { bound: [bind('acme')], image: 'acme/app', is: 'permit push acme' },
  { bound: [bind('Acme')], image: 'acme/app', is: 'permit push Acme' },
  { bound: [bind('acme', further)], image: 'acme-labs/deep/app', is: 'permit push acme' },
  { bound: [bind('acme', further)], image: 'ghcr.io/acme/app', is: 'permit push acme' },
  { bound: [bind('acme')], image: 'ghcr.io/acme/app', is: 'deny push foreign-namespace acme' },
  { bound: [bind('acme')], image: 'quay.io/acme/app', is: 'deny registry-configured registry-not-configured' },
  { bound: [bind('acme')], image: 'library/nginx', is: 'deny push foreign-namespace acme' },
  { bound: [bind('acme', {}, 'owner')], image: 'someuser/custom-image', is: 'deny push foreign-namespace acme' },
  { bound: [bind('acme')], image: 'acmeevil/app', is: 'deny push foreign-namespace acme' },
  { bound: [bind('acme'), bind('beta')], image: 'beta/app', is: 'permit push beta' },
  { bound: [bind('acme', restricted)], image: 'acme/app', is: 'permit push acme' },
  // the personal namespace
  { bound: [bind('acme')], image: 'mia/x', is: 'permit push acme' },
  { bound: [bind('acme', restricted)], image: 'mia/x', is: 'permit push acme' },
  { bound: [bind('acme')], image: 'ghcr.io/mia/x', is: 'deny push foreign-namespace acme' },
  { bound: [bind('acme')], image: 'mia2/x', is: 'deny push foreign-namespace acme' },
  { bound: [bind('acme', forbidding)], image: 'mia/x', is: 'deny namespace-access namespace-access acme' },
  { bound: [bind('acme', forbidding, 'owner')], image: 'mia/x', is: 'deny namespace-access namespace-access acme' },
  { bound: [bind('acme'), bind('beta', forbidding), bind('gamma', forbidding)], image: 'mia/x', is: 'deny namespace-access namespace-access beta' },
  { bound: [bind('acme', forbidding)], image: 'acme/app', is: 'permit push acme' },
  { bound: [bind('acme', forbidding)], who: withToken('repo:admin'), action: 'delete', image: 'mia/x', is: 'permit push acme' },
  { bound: [bind('acme')], image: 'mia/x', taken: 'mia', is: 'deny push foreign-namespace acme' },
  { bound: [bind('acme', { namespaces: ['mia'], ...forbidding })], image: 'mia/x', taken: 'mia', is: 'permit push acme' },
  { who: robot, bound: [bind('acme')], image: 'mia/x', given: [['mia/x', 'scope-image-push']], is: 'deny push foreign-namespace acme' },
  // registry access
  { bound: [bind('acme', closed)], image: 'acme/app', is: 'deny registry-access registry-not-allowed acme' },
  { bound: [bind('acme'), bind('beta', closed)], image: 'acme/app', is: 'deny registry-access registry-not-allowed beta' },
  { bound: [bind('acme', closed, 'owner')], image: 'acme/app', is: 'permit push acme' },
  { bound: [bind('acme', { ...closed, ...auditing })], image: 'acme/app', is: 'deny registry-access registry-not-allowed acme' },
  { who: robot, bound: [bind('acme', closed, 'owner')], image: 'acme/app', given: [['acme/*', 'scope-image-push']], is: 'deny registry-access registry-not-allowed acme' },
  // the mode audit gives nothing away
  { bound: [bind('acme', auditing)], image: 'someuser/custom-image', is: 'deny push foreign-namespace acme' },
  { bound: [bind('acme', { ...auditing, ...forbidding })], image: 'mia/x', is: 'deny namespace-access namespace-access acme' },
  // with which token
  { who: byPassword, bound: [bind('acme')], image: 'acme/app', is: 'permit push acme' },
  { who: withToken('repo:admin'), bound: [bind('acme')], image: 'acme/app', is: 'permit push acme' },
  { who: withToken('repo:read'), bound: [bind('acme')], image: 'acme/app', is: 'deny push token-scope acme' },
  { who: withToken('repo:public_read'), bound: [bind('acme', {}, 'owner')], image: 'acme/app', is: 'deny push token-scope acme' },
  { who: withToken(), bound: [bind('acme')], image: 'mia/x', is: 'deny push token-scope acme' },
  { who: withToken('repo:read'), bound: [bind('acme')], image: 'someuser/custom-image', is: 'deny push foreign-namespace acme' },
  { who: withToken('repo:read'), bound: [bind('acme', forbidding)], image: 'mia/x', is: 'deny namespace-access namespace-access acme' },
  { who: mia, action: 'delete', bound: [bind('acme')], image: 'acme/app', is: 'deny push token-scope acme' },
  { who: withToken('repo:admin'), action: 'delete', bound: [bind('acme')], image: 'acme/app', is: 'permit push acme' },
  { who: byPassword, action: 'delete', bound: [bind('acme')], image: 'acme/app', is: 'permit push acme' },
  { who: withToken('repo:admin'), action: 'delete', bound: [bind('acme')], image: 'library/nginx', is: 'deny push foreign-namespace acme' },
  // organization access tokens
  { who: robot, bound: [bind('acme')], image: 'acme/app', given: [['acme/app', 'scope-image-push']], is: 'permit push acme' },
  { who: robot, bound: [bind('acme')], image: 'acme/app', given: [['acme/*', 'image-delete']], is: 'permit push acme' },
  { who: robot, bound: [bind('acme')], image: 'acme/app', given: [['acme/app', 'scope-image-pull']], is: 'deny push token-right acme' },
  { who: robot, bound: [bind('acme')], image: 'acme/app', given: [['acme/other', 'scope-image-push'], ['acme/app', 'scope-image-pull']], is: 'deny push token-right acme' },
  { who: robot, bound: [bind('acme')], image: 'acme/app', given: [['*/*/public', 'scope-image-push']], is: 'deny push token-right acme' },
  { who: robot, bound: [bind('acme')], image: 'beta/app', given: [['beta/*', 'scope-image-push']], is: 'deny push foreign-namespace acme' },
  { who: robot, bound: [bind('acme', restricted)], image: 'acme/app', given: [['acme/app', 'scope-image-push']], is: 'deny organization-token organization-token acme' },
  { who: robot, action: 'delete', bound: [bind('acme')], image: 'acme/app', given: [['acme/app', 'scope-image-push']], is: 'deny push token-right acme' },
  { who: robot, action: 'delete', bound: [bind('acme')], image: 'acme/app', given: [['acme/app', 'scope-image-delete']], is: 'permit push acme' },
];

test('pushing and deleting follow the order of the policy, and each refusal names its reason and organization', () => {
  for (const { who = mia, action = 'push', bound, image, is, given = [], taken } of rows) {
    const registry = /^(?:ghcr|quay)\.io(?=\/)/.exec(image)?.[0] ?? 'docker.io';
    const repository = registry === 'docker.io' ? image : image.slice(registry.length + 1);
    const facts: AccessFacts = {
      organizations: bound,
      catalog,
      isConfiguredRegistry: (name) => configured.has(name),
      tokenReach: compileTokenReach(given.map(([path, scope]) => ({ type: 'TYPE_REPO', path, scopes: [scope] }))),
      ...(taken === undefined ? {} : { isOrganizationNamespace: (resource) => resource.repository.startsWith(`${taken}/`) }),
    };
    const decision = decide({ subject: who, action, resource: { registry, repository } }, facts);
    const said = [decision.effect, decision.rule, decision.effect === 'deny' ? decision.reason.kind : undefined, decision.organization].filter((part) => part !== undefined).join(' ');
    assert.equal(said, is, `${who.kind} ${action} ${image} ${bound.map(({ policy }) => policy.organization).join()}`);
  }
});

test('namespace access names every organization that applies it', () => {
  const organizations = [bind('acme', forbidding), bind('beta'), bind('gamma', forbidding)];
  const decision = decide({ subject: mia, action: 'push', resource: { registry: 'docker.io', repository: 'mia/x' } }, { organizations, catalog, isConfiguredRegistry: () => true });
  assert.ok(decision.effect === 'deny');
  assert.deepEqual(decision.reason, { kind: 'namespace-access', organizations: ['acme', 'gamma'] });
});
