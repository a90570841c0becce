// Who may call what: each operation stands in one row, and each row says it of every kind of caller.
import type { OperationId } from '../../src/contract/routes.ts';

/** `ok`: let through to the operation, whatever that says of the request. 404: the organization is not there for this caller. */
export type Cell = 'ok' | '401' | '403' | '404';

/**
 * `stranger` owns another organization; `all` owns every organization; `bare` and `scoped` are organization access tokens of the organization, without
 * and with the scope of the operation; `public` to `admin` are personal access tokens of an owner, by scope; `own` and `other` are a session's cookie,
 * sent by the admin API's own page and by another site's; `expired` is an owner's token of yesterday, `gone` that of a deactivated account.
 */
export const callers = ['anonymous', 'stranger', 'member', 'editor', 'owner', 'all', 'bare', 'scoped', 'public', 'read', 'write', 'admin', 'own', 'other', 'expired', 'gone', 'scim'] as const;
export type CallerName = (typeof callers)[number];

/** A row's cells, in the order of `callers`, and the operations that it is true of. */
interface Row {
  readonly cells: string;
  readonly operations: readonly OperationId[];
}

export const roleTable: Readonly<Record<string, Row>> = {
  //                          anonymous stranger member editor owner all | bare scoped | public read write admin | own other | expired gone | scim
  'anyone reads': {
    cells: '                  ok        ok       ok     ok     ok    ok    ok   ok       ok     ok   ok    ok      ok  ok      ok      ok     ok',
    operations: ['showHealth', 'showOpenApi', 'showApiPage', 'showInviteOffer', 'findSingleSignOn', 'startSingleSignOn', 'finishSingleSignOn', 'showSingleSignOnCode'],
  },
  'anyone signs in, from our pages or no page': {
    cells: '                  ok        ok       ok     ok     ok    ok    ok   ok       ok     ok   ok    ok      ok  403     ok      ok     ok',
    operations: ['login', 'finishLogin', 'createAuthToken', 'openSession', 'exchangeSingleSignOnCode', 'acceptInviteAsNew', 'declineInvite'],
  },
  'a person reads': {
    cells: '                  401       ok       ok     ok     ok    ok    403  403      ok     ok   ok    ok      ok  ok      401     401    401',
    operations: [
      'showUser', 'listUserOrganizations', 'listSessions', 'showTotp', 'listAccessTokens', 'showAccessToken', 'listClientSetups', 'showClientSetup', 'showCertificateAuthority',
      'showHubNamespace', 'listHubRepositories', 'listNamespaceRepositories', 'showHubRepository', 'showNamespaceRepository', 'listHubTags', 'listNamespaceTags', 'showHubTag', 'showNamespaceTag',
    ],
  },
  'a person asks': {
    cells: '                  401       ok       ok     ok     ok    ok    403  403      ok     ok   ok    ok      ok  403     401     401    401',
    operations: ['signOut'],
  },
  'a person changes': {
    cells: '                  401       ok       ok     ok     ok    ok    403  403      403    403  403   ok      ok  403     401     401    401',
    operations: ['updateUser', 'changePassword', 'beginTotp', 'confirmTotp', 'removeTotp', 'createRecoveryCodes', 'endSession', 'endOtherSessions', 'createAccessToken', 'updateAccessToken', 'revokeAccessToken', 'acceptInvite'],
  },
  'a person or a token changes': {
    cells: '                  401       ok       ok     ok     ok    ok    403  ok       403    403  403   ok      ok  403     401     401    401',
    operations: ['sendInvites', 'cancelInvite', 'resendInvite', 'renewInviteLink'],
  },
  'a member reads': {
    cells: '                  401       404      ok     ok     ok    ok    403  403      ok     ok   ok    ok      ok  ok      401     401    401',
    operations: [
      'readSettings', 'readRegistryAccess', 'listRevisions', 'showRevision', 'diffRevisions', 'listAllowlist', 'showAllowlistEntry', 'listNamespaces', 'listCatalog', 'showCatalogEntry', 'listCatalogOverrides', 'showCatalogOverride',
      'listPulls', 'showPull', 'exportPulls', 'showStatistics',
    ],
  },
  'a member asks': {
    cells: '                  401       404      ok     ok     ok    ok    403  403      ok     ok   ok    ok      ok  403     401     401    401',
    operations: ['checkImages'],
  },
  'a member changes': {
    cells: '                  401       404      ok     ok     ok    ok    403  403      403    403  403   ok      ok  403     401     401    401',
    operations: ['linkSingleSignOn'],
  },
  'a member or a token reads': {
    cells: '                  401       404      ok     ok     ok    ok    403  ok       ok     ok   ok    ok      ok  ok      401     401    401',
    operations: ['listMembers', 'showMember', 'listTeams', 'showTeam', 'listTeamMembers'],
  },
  'an owner or a token removes, a member leaves': {
    cells: '                  401       404      403    403    ok    ok    403  ok       403    403  403   ok      ok  403     401     401    401',
    operations: ['removeMember'],
  },
  'an owner reads': {
    cells: '                  401       404      403    403    ok    ok    403  403      ok     ok   ok    ok      ok  ok      401     401    401',
    operations: ['showSingleSignOn', 'listSingleSignOnIdentities', 'listScimTokens', 'listOrganizationAccessTokens', 'showOrganizationAccessToken', 'listWebhooks', 'showWebhook', 'listDeliveries', 'showDelivery'],
  },
  'an owner asks': {
    cells: '                  401       404      403    403    ok    ok    403  403      ok     ok   ok    ok      ok  403     401     401    401',
    operations: ['previewSettings'],
  },
  'an owner changes': {
    cells: '                  401       404      403    403    ok    ok    403  403      403    403  403   ok      ok  403     401     401    401',
    operations: [
      'writeSettings', 'writeRegistryAccess', 'rollBack', 'addToAllowlist', 'updateAllowlistEntry', 'removeFromAllowlist', 'addNamespace', 'removeNamespace', 'setCatalogOverride', 'removeCatalogOverride',
      'createMember', 'endMemberSessions', 'resetMemberPassword', 'writeSingleSignOn', 'removeSingleSignOn', 'removeSingleSignOnIdentity', 'createScimToken', 'revokeScimToken',
      'createOrganizationAccessToken', 'updateOrganizationAccessToken', 'revokeOrganizationAccessToken', 'createWebhook', 'updateWebhook', 'removeWebhook', 'testWebhook', 'replayDelivery',
    ],
  },
  'an owner or a token reads': {
    cells: '                  401       404      403    403    ok    ok    403  ok       ok     ok   ok    ok      ok  ok      401     401    401',
    operations: ['exportMembers', 'listInvites', 'listActivity', 'exportActivity', 'verifyActivity', 'listAuditLogs', 'listAuditLogActions'],
  },
  'an owner or a token changes': {
    cells: '                  401       404      403    403    ok    ok    403  ok       403    403  403   ok      ok  403     401     401    401',
    operations: ['setMemberRole', 'createTeam', 'replaceTeam', 'updateTeam', 'removeTeam', 'addTeamMember', 'removeTeamMember'],
  },
  'an owner of every organization reads': {
    cells: '                  401       403      403    403    403   ok    403  403      403    403  403   403     403 403     401     401    401',
    operations: ['listInstallationActivity', 'exportInstallationActivity', 'verifyInstallationActivity', 'showCatalogRefresh', 'listUpstreams', 'listUpstreamCredentials', 'showCache', 'showCacheVerification'],
  },
  'an owner of every organization changes': {
    cells: '                  401       403      403    403    403   ok    403  403      403    403  403   403     403 403     401     401    401',
    operations: ['createOrganization', 'startCatalogRefresh', 'rotateCertificateAuthority', 'setUpstreamCredential', 'removeUpstreamCredential', 'pruneCache', 'startCacheVerification'],
  },
  'an identity provider': {
    cells: '                  401       401      401    401    401   401   401  401      401    401  401   401     401 401     401     401    ok',
    operations: [
      'showScimConfig', 'listScimResourceTypes', 'showScimResourceType', 'listScimSchemas', 'showScimSchema', 'listScimUsers', 'searchScimUsers', 'createScimUser', 'showScimUser', 'replaceScimUser', 'patchScimUser', 'removeScimUser',
      'listScimGroups', 'searchScimGroups', 'createScimGroup', 'showScimGroup', 'replaceScimGroup', 'patchScimGroup', 'removeScimGroup',
    ],
  },
};
