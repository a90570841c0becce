// The embedded store: every port that stores something, on one SQLite file.
import type { AccountChanges } from '../../admin/accounts/accounts.port.ts';
import type { ActivityStore } from '../../admin/activity/activity.port.ts';
import type { CatalogStore } from '../../admin/catalog/catalog.port.ts';
import type { InstallationStore } from '../../admin/installation/installation.port.ts';
import type { InviteStore } from '../../admin/invites/invites.port.ts';
import type { MemberStore } from '../../admin/members/members.port.ts';
import type { OrganizationStore } from '../../admin/organizations/organizations.port.ts';
import type { PullTallyStore } from '../../admin/pull-tallies.port.ts';
import type { PullStore } from '../../admin/pulls/pulls.port.ts';
import type { ScimStore } from '../../admin/scim/scim.port.ts';
import type { SettingsStore } from '../../admin/settings/settings.port.ts';
import type { SingleSignOnStore } from '../../admin/single-sign-on/single-sign-on.port.ts';
import type { StatisticsStore } from '../../admin/statistics/statistics.port.ts';
import type { TeamStore } from '../../admin/teams/teams.port.ts';
import type { OrganizationTokenStore, PersonalTokenStore } from '../../admin/tokens/tokens.port.ts';
import type { UpstreamCredentialWriter } from '../../admin/upstreams/upstreams.port.ts';
import type { DeliveryQueue } from '../../admin/webhooks/delivery-queue.port.ts';
import type { WebhookStore } from '../../admin/webhooks/webhooks.port.ts';
import type { ActivityWriter } from '../../audit/activity.port.ts';
import type { RecordStore } from '../../audit/record-store.port.ts';
import type { AuthorityStore } from '../../authority/authority.port.ts';
import type { PolicySource } from '../../gateway/policy-source.port.ts';
import type { AccountStore } from '../../identity/account.port.ts';
import type { SecondFactorStore } from '../../identity/second-factor.port.ts';
import type { SessionStore } from '../../identity/session.port.ts';
import type { SigningKeyStore } from '../../identity/signing-key.port.ts';
import type { TokenStore } from '../../identity/token.port.ts';
import type { UpstreamCredentialStore } from '../../upstream/credential.port.ts';
import { createSealer } from '../seal.ts';
import { createActivityWriter } from './append-act.ts';
import { createAccountChanges } from './account-changes.ts';
import { createActivityStore } from './activity.ts';
import { createAccountStore } from './accounts.ts';
import { createCatalogStore } from './catalog.ts';
import { createAuthorityStore } from './certificate-authority.ts';
import { checkSecretKey } from './check-secret-key.ts';
import { openDatabase } from './database.ts';
import { createDeliveryQueue } from './delivery-queue.ts';
import { createInstallationStore } from './installation.ts';
import { createInviteStore } from './invites.ts';
import { createMemberStore } from './members.ts';
import { createOrganizationTokenStore } from './organization-tokens.ts';
import { createOrganizationStore } from './organizations.ts';
import { createPersonalTokenStore } from './personal-tokens.ts';
import { createPolicySource } from './policy-source.ts';
import { createPullTallyStore } from './pull-tallies.ts';
import { createPullStore } from './pulls.ts';
import { createRecordStore } from './records.ts';
import { createSecondFactorStore } from './second-factors.ts';
import { createSessionStore } from './sessions.ts';
import { createScimStore } from './scim.ts';
import { createSettingsStore } from './settings.ts';
import { createSigningKeyStore } from './signing-keys.ts';
import { createSingleSignOnStore } from './single-sign-on.ts';
import { createStatisticsStore } from './statistics.ts';
import { createTeamStore } from './teams.ts';
import { createTokenStore } from './tokens.ts';
import { createTokenTouches } from './token-touches.ts';
import { createUpstreamCredentialStore } from './upstream-credentials.ts';
import { createWebhookStore } from './webhooks.ts';

export interface SqliteStore
  extends AccountChanges, AccountStore, ActivityStore, ActivityWriter, AuthorityStore, CatalogStore, InstallationStore, InviteStore, MemberStore, OrganizationStore, OrganizationTokenStore, PersonalTokenStore, PolicySource, PullStore, PullTallyStore,
    RecordStore, ScimStore, SecondFactorStore, SessionStore, SettingsStore, SigningKeyStore, SingleSignOnStore, StatisticsStore, TeamStore, TokenStore, UpstreamCredentialStore, UpstreamCredentialWriter, WebhookStore, DeliveryQueue {
  /** Writes what is still gathered in memory and closes the file. */
  close(): Promise<void>;
}

export interface SqliteStoreOptions {
  /** A path, or ':memory:'. Several processes may open the same file. */
  readonly file: string;
  /** 32 bytes; encrypts passwords and private keys at rest. */
  readonly secretKey: Uint8Array;
  readonly now: () => number;
}

/** Opens the store, making or migrating the file as needed. Throws StoreError, whose code and sentence say what is wrong with the file or the key. */
export function openSqliteStore({ file, secretKey, now }: SqliteStoreOptions): SqliteStore {
  const sealer = createSealer(secretKey);
  const database = openDatabase(file, secretKey);
  try {
    checkSecretKey(database, sealer);
  } catch (error) {
    database.close();
    throw error;
  }
  const touches = createTokenTouches(database);
  return {
    ...createAccountChanges(database),
    ...createAccountStore(database),
    ...createActivityStore(database),
    ...createActivityWriter(database),
    ...createCatalogStore(database),
    ...createAuthorityStore({ database, sealer, now }),
    ...createInstallationStore(database),
    ...createInviteStore({ database, sealer }),
    ...createMemberStore(database),
    ...createOrganizationStore(database),
    ...createOrganizationTokenStore(database, touches),
    ...createPersonalTokenStore(database, touches),
    ...createPolicySource(database),
    ...createPullTallyStore(database),
    ...createPullStore(database),
    ...createRecordStore(database),
    ...createSecondFactorStore({ database, sealer }),
    ...createSessionStore(database),
    ...createScimStore(database, touches),
    ...createSettingsStore(database),
    ...createSigningKeyStore({ database, sealer, now }),
    ...createSingleSignOnStore({ database, sealer }),
    ...createStatisticsStore(database),
    ...createTeamStore(database),
    ...createTokenStore(database, touches),
    ...createUpstreamCredentialStore({ database, sealer, now }),
    ...createWebhookStore({ database, sealer }),
    ...createDeliveryQueue({ database, sealer }),
    close: async () => {
      try {
        await touches.flush();
      } finally {
        touches.stop();
        database.close();
      }
    },
  };
}
