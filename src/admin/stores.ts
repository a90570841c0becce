// Everything that the admin API keeps: one object may implement all of it.
import type { ActivityWriter } from '../audit/activity.port.ts';
import type { AccountStore } from '../identity/account.port.ts';
import type { SecondFactorStore } from '../identity/second-factor.port.ts';
import type { SessionStore } from '../identity/session.port.ts';
import type { AccountChanges } from './accounts/accounts.port.ts';
import type { ActivityStore } from './activity/activity.port.ts';
import type { CatalogStore } from './catalog/catalog.port.ts';
import type { InstallationStore } from './installation/installation.port.ts';
import type { InviteStore } from './invites/invites.port.ts';
import type { MemberStore } from './members/members.port.ts';
import type { OrganizationStore } from './organizations/organizations.port.ts';
import type { PullTallyStore } from './pull-tallies.port.ts';
import type { PullStore } from './pulls/pulls.port.ts';
import type { ScimStore } from './scim/scim.port.ts';
import type { SettingsStore } from './settings/settings.port.ts';
import type { StatisticsStore } from './statistics/statistics.port.ts';
import type { TeamStore } from './teams/teams.port.ts';
import type { SingleSignOnStore } from './single-sign-on/single-sign-on.port.ts';
import type { OrganizationTokenStore, PersonalTokenStore } from './tokens/tokens.port.ts';
import type { UpstreamCredentialWriter } from './upstreams/upstreams.port.ts';
import type { WebhookStore } from './webhooks/webhooks.port.ts';

export type AdminStores = AccountChanges &
  AccountStore &
  ActivityStore &
  ActivityWriter &
  CatalogStore &
  InstallationStore &
  InviteStore &
  MemberStore &
  OrganizationStore &
  OrganizationTokenStore &
  PersonalTokenStore &
  PullStore &
  PullTallyStore &
  SecondFactorStore &
  SessionStore &
  ScimStore &
  SettingsStore &
  SingleSignOnStore &
  StatisticsStore &
  TeamStore &
  UpstreamCredentialWriter &
  WebhookStore;
