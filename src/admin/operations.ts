// Every operation of the route table with what it needs: the compiler holds the two against each other.
import type { AuthorityKeeper } from '../authority/authority-keeper.ts';
import { type OpenApiDocument, createOpenApiDocument } from '../contract/openapi.ts';
import type { OperationId } from '../contract/routes.ts';
import type { ListedCatalog } from '../core/policy/facts.ts';
import type { AdminTokens } from '../identity/admin-token.ts';
import type { Sessions } from '../identity/session.ts';
import type { SignIn } from '../identity/sign-in.ts';
import type { Log } from '../telemetry/log.ts';
import { createShowApiPage } from './api-page/show-page.ts';
import { createRotateAuthority } from './authority/rotate-authority.ts';
import { createShowAuthority } from './authority/show-authority.ts';
import type { CacheKeeper } from './cache/cache.port.ts';
import { createPruneCache } from './cache/prune-cache.ts';
import { createShowCache } from './cache/show-cache.ts';
import { createShowVerification } from './cache/show-verification.ts';
import { createStartVerification } from './cache/start-verification.ts';
import type { CatalogRefresh } from './catalog/refresh.ts';
import { createShowCatalogEntry } from './catalog/show-entry.ts';
import type { RefreshSettings } from './catalog/wire-refresh.ts';
import { createListClientSetups } from './client-setup/list-clients.ts';
import type { ReadServerSetupFacts } from './client-setup/setup-facts.port.ts';
import { createShowClientSetup } from './client-setup/show-client.ts';
import { createCheckImages } from './check/check-images.ts';
import { createFindPolicy } from './compiled-policies.ts';
import { createFindCatalog } from './current-catalog.ts';
import { createCreateMember } from './members/create-member.ts';
import { createListMembers } from './members/list-members.ts';
import type { Operation } from './operation.ts';
import { createCreateOrganization } from './organizations/create-organization.ts';
import { createListPulls } from './pulls/list-pulls.ts';
import { createChangeSettings } from './settings/change-settings.ts';
import { createListRevisions } from './settings/list-revisions.ts';
import { createReadRegistryAccess } from './settings/read-registry-access.ts';
import { createReadSettings } from './settings/read-settings.ts';
import { createRollBack } from './settings/roll-back.ts';
import { createShowRevision } from './settings/show-revision.ts';
import { createWriteRegistryAccess } from './settings/write-registry-access.ts';
import { createWriteSettings } from './settings/write-settings.ts';
import type { AdminStores } from './stores.ts';
import { createCreateOrganizationToken } from './tokens/create-organization.ts';
import { createCreatePersonalToken } from './tokens/create-personal.ts';
import { createListOrganizationTokens } from './tokens/list-organization.ts';
import { createListPersonalTokens } from './tokens/list-personal.ts';
import { createRevokeOrganizationToken } from './tokens/revoke-organization.ts';
import { createRevokePersonalToken } from './tokens/revoke-personal.ts';
import { createShowOrganizationToken } from './tokens/show-organization.ts';
import { createShowPersonalToken } from './tokens/show-personal.ts';
import { createUpdateOrganizationToken } from './tokens/update-organization.ts';
import { createUpdatePersonalToken } from './tokens/update-personal.ts';
import { createListUpstreamCredentials } from './upstreams/list-credentials.ts';
import { createListUpstreams } from './upstreams/list-upstreams.ts';
import { createRemoveUpstreamCredential } from './upstreams/remove-credential.ts';
import { createSetUpstreamCredential } from './upstreams/set-credential.ts';
import type { DescribeUpstreams } from './upstreams/upstreams.port.ts';
import { createAccountOperations } from './accounts-operations.ts';
import { createActivityOperations } from './activity-operations.ts';
import { createPeopleOperations } from './people-operations.ts';
import { createPolicyOperations } from './policy-operations.ts';
import { createRecordOperations } from './records-operations.ts';
import { createScimOperations } from './scim-operations.ts';
import { createSingleSignOnOperations } from './single-sign-on-operations.ts';
import { createWebhookOperations } from './webhooks-operations.ts';
import { createListUserOrganizations } from './users/list-organizations.ts';
import { createShowUser } from './users/show-user.ts';

export interface OperationsOptions {
  readonly stores: AdminStores;
  readonly signIn: SignIn;
  readonly adminTokens: AdminTokens;
  readonly sessions: Sessions;
  /** Under what refreshes found. */
  readonly catalog: ListedCatalog;
  /** Undefined while it is switched off. */
  readonly catalogRefresh?: CatalogRefresh | undefined;
  readonly catalogRefreshSettings: RefreshSettings;
  /** The organizations that the gateway serves; left out: every one. */
  readonly allowedOrganizations?: readonly string[] | undefined;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  readonly describeUpstreams: DescribeUpstreams;
  readonly readServerSetupFacts: ReadServerSetupFacts;
  /** Undefined while no host is taken over. */
  readonly authority?: AuthorityKeeper | undefined;
  /** Undefined while it is switched off. */
  readonly cache?: CacheKeeper | undefined;
  /** Whether the server sends mail: the links of invitations go to their addresses then. */
  readonly hasMail?: boolean | undefined;
  /** Addresses and CIDRs beyond the public internet that webhooks may send to. */
  readonly webhookNetworks?: readonly string[];
  /** The gateway's host, with its port where it has one, as people type it. */
  readonly gatewayHost: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
  /** Of Pullgate. */
  readonly version: string;
}

export type Operations = { readonly [Id in OperationId]: Operation<Id> };

export function createOperations(options: OperationsOptions): Operations {
  const { stores: store, catalog, isConfiguredRegistry, describeUpstreams, readServerSetupFacts, authority, cache, gatewayHost, now, log, version } = options;
  const changeSettings = createChangeSettings({ store, now, log });
  const findPolicy = createFindPolicy(store);
  const findCatalog = createFindCatalog({ store, base: catalog });
  // Made when it is first asked for: that takes longer than the rest of a start.
  let document: OpenApiDocument | undefined;
  const openApi = (): OpenApiDocument => (document ??= createOpenApiDocument(version));
  return {
    ...createActivityOperations(options),
    ...createAccountOperations(options),
    ...createSingleSignOnOperations(options),
    ...createPeopleOperations(options),
    ...createScimOperations(options),
    ...createPolicyOperations(options),
    ...createRecordOperations(options),
    ...createWebhookOperations(options),
    showUser: createShowUser({ store }),
    listUserOrganizations: createListUserOrganizations({ store }),
    createOrganization: createCreateOrganization({ store, now }),
    createAccessToken: createCreatePersonalToken({ store, now }),
    listAccessTokens: createListPersonalTokens({ store }),
    showAccessToken: createShowPersonalToken({ store }),
    updateAccessToken: createUpdatePersonalToken({ store }),
    revokeAccessToken: createRevokePersonalToken({ store, now }),
    createOrganizationAccessToken: createCreateOrganizationToken({ store, now }),
    listOrganizationAccessTokens: createListOrganizationTokens({ store }),
    showOrganizationAccessToken: createShowOrganizationToken({ store }),
    updateOrganizationAccessToken: createUpdateOrganizationToken({ store }),
    revokeOrganizationAccessToken: createRevokeOrganizationToken({ store, now }),
    readSettings: createReadSettings({ store }),
    writeSettings: createWriteSettings({ changeSettings }),
    readRegistryAccess: createReadRegistryAccess({ store }),
    writeRegistryAccess: createWriteRegistryAccess({ changeSettings }),
    listRevisions: createListRevisions({ store }),
    showRevision: createShowRevision({ store }),
    rollBack: createRollBack({ store, changeSettings }),
    listMembers: createListMembers({ store }),
    createMember: createCreateMember({ store, now }),
    checkImages: createCheckImages({ store, findPolicy, findCatalog, allowedOrganizations: options.allowedOrganizations, isConfiguredRegistry, gatewayHost }),
    listPulls: createListPulls({ store }),
    showCatalogEntry: createShowCatalogEntry({ findPolicy, findCatalog }),
    listClientSetups: createListClientSetups({ readServerSetupFacts }),
    showClientSetup: createShowClientSetup({ readServerSetupFacts }),
    showCertificateAuthority: createShowAuthority({ authority, now }),
    rotateCertificateAuthority: createRotateAuthority({ authority, now }),
    listUpstreams: createListUpstreams({ describeUpstreams }),
    listUpstreamCredentials: createListUpstreamCredentials({ store }),
    setUpstreamCredential: createSetUpstreamCredential({ store, isConfiguredRegistry }),
    removeUpstreamCredential: createRemoveUpstreamCredential({ store }),
    showCache: createShowCache({ cache }),
    pruneCache: createPruneCache({ cache, store }),
    startCacheVerification: createStartVerification({ cache, store }),
    showCacheVerification: createShowVerification({ cache }),
    showHealth: () => ({ body: { status: 'ok', version } }),
    showOpenApi: () => ({ body: openApi() }),
    showApiPage: createShowApiPage({ readDocument: openApi }),
  };
}
