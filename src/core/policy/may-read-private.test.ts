import assert from 'node:assert/strict';
import test from 'node:test';
import type { Subject, TokenScope } from './access-request.ts';
import { compilePolicy } from './compile-policy.ts';
import type { BindingOrganization, Role } from './facts.ts';
import { mayReadPrivate } from './may-read-private.ts';
import { defaultSettings } from './settings.ts';
import { compileTokenReach } from './token-reach.ts';

const binding = (organization: string, role: Role = 'member'): BindingOrganization => ({
  policy: compilePolicy({ organization, revision: 1, settings: { ...defaultSettings, namespaces: [`${organization}-labs`, `ghcr.io/${organization}`] } }),
  role,
});
const withToken = (...scopes: readonly TokenScope[]): Subject => ({ kind: 'user', id: 'u1', name: 'mia', tokenId: 't1', scopes });
const withPassword: Subject = { kind: 'user', id: 'u1', name: 'mia', scopes: [] };
const robot: Subject = { kind: 'organization-token', organization: 'acme', tokenId: 't2' };
const acme = [binding('acme')];

interface Row {
  readonly subject: Subject;
  readonly organizations?: readonly BindingOrganization[];
  readonly repository?: string;
  readonly registry?: string;
  readonly may: boolean;
  /** What the organization access token was given. */
  readonly given?: readonly string[];
}

const rows: readonly Row[] = [
  { subject: withPassword, may: true },
  { subject: withToken('repo:admin'), may: true },
  { subject: withToken('repo:write'), may: true },
  { subject: withToken('repo:read'), may: true },
  { subject: withToken('repo:public_read', 'repo:read'), may: true },
  { subject: withToken('repo:public_read'), may: false },
  { subject: withToken(), may: false },
  { subject: robot, given: ['acme/*'], may: true },
  { subject: robot, given: ['acme/app'], may: true },
  { subject: robot, given: ['acme'], may: true },
  { subject: robot, given: ['acme/other', '*/*/public'], may: false },
  { subject: robot, given: [], may: false },
  { subject: robot, may: false },
  { subject: robot, organizations: [binding('other')], repository: 'other/app', given: ['other/*'], may: false },
  { subject: { kind: 'anonymous' }, may: false },
  { subject: withPassword, organizations: [], may: false },
  { subject: withPassword, organizations: [binding('other')], may: false },
  { subject: withPassword, organizations: [binding('other', 'owner')], may: false },
  { subject: withPassword, organizations: [binding('other'), binding('acme', 'editor')], may: true },
  { subject: withPassword, repository: 'acme-labs/app', may: true },
  { subject: withPassword, repository: 'acme/team/app', may: true },
  { subject: withPassword, registry: 'ghcr.io', may: true },
  { subject: withPassword, registry: 'quay.io', may: false },
  { subject: withPassword, registry: 'ghcr.io', repository: 'acme-labs/app', may: false },
  { subject: withPassword, repository: 'acmeevil/app', may: false },
  { subject: withPassword, repository: 'library/nginx', may: false },
  { subject: withPassword, repository: 'mia/app', may: false },
];

test('a private repository is for the members of the organization in whose namespace it lies, and for nobody else', () => {
  for (const row of rows) {
    const { subject, organizations = acme, repository = 'acme/app', registry = 'docker.io', may, given } = row;
    const tokenReach = given && { tokenReach: compileTokenReach(given.map((path) => ({ type: 'TYPE_REPO', path, scopes: ['scope-image-pull'] }))) };
    const facts = { organizations, catalog: { entry: () => undefined }, isConfiguredRegistry: () => true, ...tokenReach };
    assert.equal(mayReadPrivate({ subject, action: 'pull', resource: { registry, repository } }, facts), may, JSON.stringify({ subject, registry, repository, given }));
  }
});
