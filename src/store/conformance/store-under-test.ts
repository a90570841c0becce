// What the conformance suites ask of an adapter, and the data they put in.
import type { TestContext } from 'node:test';
import type { ActivityStore } from '../../admin/activity/activity.port.ts';
import type { CatalogStore } from '../../admin/catalog/catalog.port.ts';
import type { PullTallyStore } from '../../admin/pull-tallies.port.ts';
import type { AccountChanges } from '../../admin/accounts/accounts.port.ts';
import type { InstallationStore, NewInstallation } from '../../admin/installation/installation.port.ts';
import type { InviteStore } from '../../admin/invites/invites.port.ts';
import type { MemberStore, NewMember } from '../../admin/members/members.port.ts';
import type { NewOrganization, OrganizationStore } from '../../admin/organizations/organizations.port.ts';
import type { PullStore } from '../../admin/pulls/pulls.port.ts';
import type { ScimStore } from '../../admin/scim/scim.port.ts';
import type { SettingsStore } from '../../admin/settings/settings.port.ts';
import type { SingleSignOnStore } from '../../admin/single-sign-on/single-sign-on.port.ts';
import type { StatisticsStore } from '../../admin/statistics/statistics.port.ts';
import type { TeamStore } from '../../admin/teams/teams.port.ts';
import type { OrganizationToken, OrganizationTokenStore, PersonalToken, PersonalTokenStore } from '../../admin/tokens/tokens.port.ts';
import type { UpstreamCredentialWriter } from '../../admin/upstreams/upstreams.port.ts';
import type { Act, ActivityWriter } from '../../audit/activity.port.ts';
import type { DeliveryQueue } from '../../admin/webhooks/delivery-queue.port.ts';
import type { WebhookStore } from '../../admin/webhooks/webhooks.port.ts';
import type { PullRecord, RecordStore } from '../../audit/record-store.port.ts';
import type { AuthorityStore } from '../../authority/authority.port.ts';
import { defaultSettings } from '../../core/policy/settings.ts';
import type { PolicySource } from '../../gateway/policy-source.port.ts';
import type { AccountStore } from '../../identity/account.port.ts';
import type { SecondFactorStore } from '../../identity/second-factor.port.ts';
import type { SessionStore } from '../../identity/session.port.ts';
import type { SigningKeyStore } from '../../identity/signing-key.port.ts';
import type { TokenStore } from '../../identity/token.port.ts';
import type { UpstreamCredentialStore } from '../../upstream/credential.port.ts';

export type StoreUnderTest = AccountChanges & AccountStore & ActivityStore & ActivityWriter & AuthorityStore & CatalogStore & InstallationStore & InviteStore & MemberStore & OrganizationStore & OrganizationTokenStore & PersonalTokenStore & PolicySource &
  PullStore & PullTallyStore & RecordStore & ScimStore & SecondFactorStore & SessionStore & SettingsStore & SigningKeyStore & SingleSignOnStore & StatisticsStore & TeamStore & TokenStore & UpstreamCredentialStore & UpstreamCredentialWriter & WebhookStore & DeliveryQueue;

/** One adapter: `open` gives an empty store that is closed and removed after the test. */
export interface Adapter {
  readonly name: string;
  readonly open: (t: TestContext) => Promise<StoreUnderTest>;
}

export const atMs = Date.UTC(2026, 0, 2, 3, 4, 5, 6);

/** An act of the owner olivia in acme. */
export function anAct(overrides: Partial<Act> = {}): Act {
  const actor = { kind: 'user', id: 'u-owner', name: 'olivia', credential: { kind: 'password', id: null }, clientAddress: '127.0.0.1', userAgent: 'curl/8', requestId: 'request-1' } as const;
  return { action: 'org.settings.update', organization: 'acme', name: 'acme', actor, atMs, before: null, after: null, ...overrides };
}

export function newMember(overrides: Partial<NewMember> = {}): NewMember {
  return { id: 'u-owner', organization: 'acme', name: 'olivia', email: 'olivia@acme.example', fullName: 'Olivia', passwordHash: '$argon2id$v=19$x', role: 'owner', atMs, ...overrides };
}

export function newOrganization(overrides: Partial<NewOrganization> = {}): NewOrganization {
  return { name: 'globex', settings: defaultSettings, founder: { id: 'u-owner', name: 'olivia' }, atMs, ...overrides };
}

export function personalToken(overrides: Partial<PersonalToken> = {}): PersonalToken {
  return {
    id: 'pat-1',
    userId: 'u-owner',
    label: 'laptop',
    scopes: ['repo:read', 'repo:public_read'],
    createdAtMs: atMs,
    expiresAt: '2027-01-02T03:04:05Z',
    isActive: true,
    lastUsedAtMs: null,
    creatorAddress: '127.0.0.1',
    creatorUserAgent: 'curl/8',
    ...overrides,
  };
}

export function organizationToken(overrides: Partial<OrganizationToken> = {}): OrganizationToken {
  return {
    id: 'oat-1',
    organization: 'acme',
    label: 'ci',
    description: 'builds',
    createdBy: 'olivia',
    createdAtMs: atMs,
    expiresAt: null,
    isActive: true,
    lastUsedAtMs: null,
    resources: [{ type: 'TYPE_REPO', path: 'acme/*', scopes: ['scope-image-pull'] }],
    ...overrides,
  };
}

/** The organization acme with its owner olivia, the member moby, and the owner's token of hash `hash-first`. */
export function newInstallation(): NewInstallation {
  return {
    organization: { name: 'acme', settings: defaultSettings, atMs },
    members: [newMember(), newMember({ id: 'u-moby', name: 'moby', email: null, fullName: '', passwordHash: null, role: 'member' })],
    token: { token: personalToken({ id: 'pat-first' }), hash: 'hash-first' },
  };
}

export function pullRecord(overrides: Partial<PullRecord> = {}): PullRecord {
  return {
    id: 'record-1',
    timeMs: atMs,
    requestId: 'request-1',
    subjectKind: 'user',
    subjectId: 'u-moby',
    subjectName: 'moby',
    tokenId: null,
    organization: 'acme',
    readableBy: ['acme'],
    action: 'pull',
    endpoint: 'manifest',
    registry: 'docker.io',
    repository: 'someuser/custom-image',
    tag: 'latest',
    digest: null,
    category: 'community',
    effect: 'deny',
    enforced: true,
    rule: 'category',
    reason: 'image access denied: community images not allowed (someuser/custom-image, organization acme)',
    policyRevision: 1,
    clientAddress: '127.0.0.1',
    userAgent: 'docker/29',
    method: 'GET',
    outcome: 401,
    bytes: 210,
    ...overrides,
  };
}
