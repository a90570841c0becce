// What every store guarantees, port by port: each adapter's tests run all of it.
import { testAccountStore } from './conformance/accounts.ts';
import { testActivityStore } from './conformance/activity.ts';
import { testAuthorityStore } from './conformance/certificate-authority.ts';
import { testCatalogStore } from './conformance/catalog.ts';
import { testInstallationStore } from './conformance/installation.ts';
import { testInviteStore } from './conformance/invites.ts';
import { testMemberChanges } from './conformance/member-changes.ts';
import { testMemberStore } from './conformance/members.ts';
import { testOrganizationStore } from './conformance/organizations.ts';
import { testOrganizationTokenStore } from './conformance/organization-tokens.ts';
import { testPersonalTokenStore } from './conformance/personal-tokens.ts';
import { testPolicySource } from './conformance/policy-source.ts';
import { testPullTallyStore } from './conformance/pull-tallies.ts';
import { testRecordStore } from './conformance/records.ts';
import { testSecondFactorStore } from './conformance/second-factors.ts';
import { testSessionStore } from './conformance/sessions.ts';
import { testScimStore } from './conformance/scim.ts';
import { testSettingsStore } from './conformance/settings.ts';
import { testSigningKeyStore } from './conformance/signing-keys.ts';
import { testSingleSignOnStore } from './conformance/single-sign-on.ts';
import { testStatisticsStore } from './conformance/statistics.ts';
import type { Adapter } from './conformance/store-under-test.ts';
import { testTeamStore } from './conformance/teams.ts';
import { testTokenStore } from './conformance/tokens.ts';
import { testWebhookStore } from './conformance/webhooks.ts';
import { testUpstreamCredentialStore } from './conformance/upstream-credentials.ts';

const suites = [
  testAccountStore,
  testActivityStore,
  testAuthorityStore,
  testCatalogStore,
  testInstallationStore,
  testInviteStore,
  testMemberChanges,
  testMemberStore,
  testOrganizationStore,
  testOrganizationTokenStore,
  testPersonalTokenStore,
  testPolicySource,
  testPullTallyStore,
  testRecordStore,
  testSecondFactorStore,
  testSessionStore,
  testScimStore,
  testSettingsStore,
  testSigningKeyStore,
  testSingleSignOnStore,
  testStatisticsStore,
  testTeamStore,
  testTokenStore,
  testUpstreamCredentialStore,
  testWebhookStore,
];

/** Declares the tests of every port for one adapter. */
export function testConformance(adapter: Adapter): void {
  for (const suite of suites) suite(adapter);
}
