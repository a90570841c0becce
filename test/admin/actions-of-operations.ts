// What each operation that changes something is logged as: the acts that one call leaves, in their order.
import type { OperationId } from '../../src/contract/routes.ts';
import type { ActionName } from '../../src/core/activity/action.ts';

/** Of its last example in docs/api.md that changes something. */
export const actionsOf = {
  endSession: ['user.session.end'],
  updateUser: ['user.profile.update'],
  confirmTotp: ['user.totp.enable'],
  createRecoveryCodes: ['user.recovery_codes.create'],
  removeTotp: ['user.totp.disable'],
  changePassword: ['user.password.change'],
  createAccessToken: ['user.access_token.create'],
  updateAccessToken: ['user.access_token.update'],
  revokeAccessToken: ['user.access_token.delete'],
  createOrganizationAccessToken: ['org.access_token.create'],
  updateOrganizationAccessToken: ['org.access_token.update'],
  revokeOrganizationAccessToken: ['org.access_token.delete'],
  createMember: ['org.member.add'],
  setMemberRole: ['org.member.role.change'],
  resetMemberPassword: ['org.member.password.reset'],
  createTeam: ['org.team.create'],
  addTeamMember: ['org.team.member.add'],
  removeTeamMember: ['org.team.member.remove'],
  updateTeam: ['org.team.update'],
  replaceTeam: ['org.team.update'],
  removeTeam: ['org.team.delete'],
  removeMember: ['org.member.remove'],
  sendInvites: ['org.member.invite.send', 'org.member.invite.send', 'org.member.invite.send'],
  renewInviteLink: ['org.member.invite.resend'],
  acceptInviteAsNew: ['org.member.invite.accept', 'org.member.add'],
  cancelInvite: ['org.member.invite.cancel'],
  declineInvite: ['org.member.invite.decline'],
  writeSingleSignOn: ['enterprise.sso.connection.create'],
  removeSingleSignOn: ['enterprise.sso.connection.delete'],
  createScimToken: ['enterprise.sso.connection.scim_toggle'],
  createScimUser: ['org.member.add'],
  replaceScimUser: ['org.member.update'],
  patchScimUser: ['org.member.deactivate'],
  createScimGroup: ['org.team.create', 'org.team.member.add'],
  replaceScimGroup: ['org.team.member.remove'],
  patchScimGroup: ['org.team.member.add'],
  removeScimGroup: ['org.team.delete'],
  removeScimUser: ['org.member.remove'],
  revokeScimToken: ['enterprise.sso.connection.scim_toggle'],
  writeSettings: ['org.settings.update'],
  writeRegistryAccess: ['org.registry_access.enabled', 'org.registry_access.registry_added'],
  rollBack: ['org.registry_access.disabled', 'org.registry_access.registry_removed', 'org.settings.update'],
  addToAllowlist: ['org.settings.update'],
  updateAllowlistEntry: ['org.settings.update'],
  removeFromAllowlist: ['org.settings.update'],
  addNamespace: ['org.settings.update'],
  removeNamespace: ['org.settings.update'],
  setCatalogOverride: ['org.settings.update'],
  removeCatalogOverride: ['org.settings.update'],
  createWebhook: ['org.webhook.create'],
  updateWebhook: ['org.webhook.update'],
  testWebhook: ['org.webhook.test'],
  removeWebhook: ['org.webhook.delete'],
  setUpstreamCredential: ['installation.upstream_credential.set'],
  removeUpstreamCredential: ['installation.upstream_credential.remove'],
  pruneCache: ['installation.cache.prune'],
  startCacheVerification: ['installation.cache.verify'],
  rotateCertificateAuthority: ['installation.certificate_authority.rotate'],
  createOrganization: ['org.create'],
} as const satisfies Partial<Record<OperationId, readonly ActionName[]>>;

interface Elsewhere {
  readonly why: string;
  /** The test that asserts the act; every-change-is-logged.test.ts looks for it. */
  readonly file: string;
  readonly test: string;
}

const beside = 'acts-beside-examples.test.ts';

/** Those whose example in docs/api.md changes nothing that is kept, or cannot succeed by itself: why, and which test asserts what they leave. */
export const withoutExample = {
  endOtherSessions: { why: 'there is no other session to end', file: beside, test: 'ending all other sessions is logged, with the one that was kept' },
  endMemberSessions: { why: 'the member has no session', file: beside, test: 'ending the sessions of a member is logged' },
  beginTotp: { why: 'nothing holds before a first code has confirmed it, and that is logged', file: beside, test: 'a second factor that is begun is not logged, for nothing asks for it' },
  linkSingleSignOn: { why: 'it begins a link, which is logged when the identity provider has answered', file: beside, test: 'a link with the identity provider is logged when the provider has answered, not before' },
  removeSingleSignOnIdentity: { why: 'nobody has signed in with the identity provider', file: '../single-sign-on/accounts.test.ts', test: 'owners see whom the provider answers for, and taking a link away ends those sessions, is in the log, and leaves the account' },
  acceptInvite: { why: 'the example was accepted already', file: beside, test: 'an invitation that an account accepts is logged, and the member' },
  resendInvite: { why: 'the example has no mail server', file: beside, test: 'an invitation that is mailed again is logged' },
  replayDelivery: { why: 'a delivery that is under way is not replayed', file: beside, test: 'a delivery that is sent again is logged' },
  startCatalogRefresh: { why: 'the refresh is switched off in the example', file: 'catalog.test.ts', test: 'who started a refresh is in the log, and what it changed' },
} as const satisfies Partial<Record<OperationId, Elsewhere>>;
