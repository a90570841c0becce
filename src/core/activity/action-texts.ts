// What each action is called, for people: a label for lists, and what was done, as it is told of an entry.
import type { actionNames } from './action.ts';
import { type ActionName } from './action.ts';

export interface ActionText {
  readonly label: string;
  /** In the past tense, so that a name can follow. */
  readonly description: string;
}

export const groupLabels = { org: 'Organization', user: 'User', enterprise: 'Enterprise', installation: 'Installation' } as const satisfies Record<keyof typeof actionNames, string>;

export const actionTexts = {
  'org.create': { label: 'Organization created', description: 'created the organization' },
  'org.member.add': { label: 'Member added', description: 'added the member' },
  'org.member.update': { label: 'Member changed', description: 'changed the member' },
  'org.member.remove': { label: 'Member removed', description: 'removed the member' },
  'org.member.role.change': { label: 'Role changed', description: 'changed the role of the member' },
  'org.member.invite.send': { label: 'Invitation sent', description: 'invited' },
  'org.member.invite.cancel': { label: 'Invitation cancelled', description: 'cancelled the invitation of' },
  'org.member.invite.accept': { label: 'Invitation accepted', description: 'accepted the invitation of' },
  'org.member.invite.resend': { label: 'Invitation renewed', description: 'gave a new link to the invitation of' },
  'org.member.invite.decline': { label: 'Invitation declined', description: 'declined the invitation of' },
  'org.member.activate': { label: 'Account activated', description: 'activated the account' },
  'org.member.deactivate': { label: 'Account deactivated', description: 'deactivated the account' },
  'org.member.password.reset': { label: 'Password reset', description: 'gave a new password to' },
  'org.member.session.end': { label: 'Sessions of a member ended', description: 'ended sessions of' },
  'org.team.create': { label: 'Team created', description: 'created the team' },
  'org.team.update': { label: 'Team changed', description: 'changed the team' },
  'org.team.delete': { label: 'Team deleted', description: 'deleted the team' },
  'org.team.member.add': { label: 'Team member added', description: 'added to a team' },
  'org.team.member.remove': { label: 'Team member removed', description: 'removed from a team' },
  'org.settings.update': { label: 'Settings changed', description: 'changed the settings of' },
  'org.registry_access.enabled': { label: 'Registry access switched on', description: 'switched registry access on for' },
  'org.registry_access.disabled': { label: 'Registry access switched off', description: 'switched registry access off for' },
  'org.registry_access.registry_added': { label: 'Registry added', description: 'added a registry to the list of' },
  'org.registry_access.registry_updated': { label: 'Registry changed', description: 'changed a registry on the list of' },
  'org.registry_access.registry_removed': { label: 'Registry removed', description: 'removed a registry from the list of' },
  'org.access_token.create': { label: 'Organization access token created', description: 'created an organization access token of' },
  'org.access_token.update': { label: 'Organization access token changed', description: 'changed an organization access token of' },
  'org.access_token.delete': { label: 'Organization access token revoked', description: 'revoked an organization access token of' },
  'org.webhook.create': { label: 'Webhook created', description: 'created the webhook' },
  'org.webhook.update': { label: 'Webhook changed', description: 'changed the webhook' },
  'org.webhook.delete': { label: 'Webhook deleted', description: 'deleted the webhook' },
  'org.webhook.disable': { label: 'Webhook switched off', description: 'switched off, after it had failed for long, the webhook' },
  'org.webhook.test': { label: 'Webhook tested', description: 'sent a test delivery of the webhook' },
  'org.webhook.replay': { label: 'Webhook delivery repeated', description: 'sent a delivery again of the webhook' },
  'org.export': { label: 'Records exported', description: 'exported records of' },
  'user.access_token.create': { label: 'Personal access token created', description: 'created a personal access token of' },
  'user.access_token.update': { label: 'Personal access token changed', description: 'changed a personal access token of' },
  'user.access_token.delete': { label: 'Personal access token revoked', description: 'revoked a personal access token of' },
  'user.password.change': { label: 'Password changed', description: 'changed the password of' },
  'user.session.create': { label: 'Signed in', description: 'signed in as' },
  'user.session.end': { label: 'Signed out', description: 'ended a session of' },
  'user.totp.enable': { label: 'Second factor switched on', description: 'switched the second factor on for' },
  'user.totp.disable': { label: 'Second factor switched off', description: 'switched the second factor off for' },
  'user.recovery_codes.create': { label: 'Recovery codes made', description: 'made recovery codes for' },
  'user.recovery_codes.use': { label: 'Recovery code used', description: 'used a recovery code of' },
  'user.profile.update': { label: 'Profile changed', description: 'changed the profile of' },
  'enterprise.sso.connection.create': { label: 'Single sign-on connection created', description: 'created the single sign-on connection of' },
  'enterprise.sso.connection.update': { label: 'Single sign-on connection changed', description: 'changed the single sign-on connection of' },
  'enterprise.sso.connection.delete': { label: 'Single sign-on connection deleted', description: 'deleted the single sign-on connection of' },
  'enterprise.sso.connection.enforcement_toggle': { label: 'Single sign-on enforcement changed', description: 'changed whether single sign-on is enforced for' },
  'enterprise.sso.connection.scim_toggle': { label: 'SCIM switched on or off', description: 'switched SCIM on or off for' },
  'enterprise.sso.connection.scim_token_refresh': { label: 'SCIM token made', description: 'made a new SCIM token for' },
  'enterprise.sso.identity.link': { label: 'Account linked', description: 'linked with an identity of the identity provider the account' },
  'enterprise.sso.identity.unlink': { label: 'Account unlinked', description: 'took away the identity at the identity provider of the account' },
  'installation.first_start': { label: 'First start', description: 'started for the first time, with the organization' },
  'installation.certificate_authority.create': { label: 'Certificate authority made', description: 'made the certificate authority' },
  'installation.certificate_authority.rotate': { label: 'Certificate authority replaced', description: 'replaced the certificate authority by' },
  'installation.upstream_credential.set': { label: 'Upstream credentials stored', description: 'stored the credentials for' },
  'installation.upstream_credential.remove': { label: 'Upstream credentials removed', description: 'removed the credentials for' },
  'installation.cache.prune': { label: 'Cache pruned', description: 'removed content from the' },
  'installation.cache.verify': { label: 'Cache verification begun', description: 'began to verify the' },
  'installation.catalog.refresh': { label: 'Catalog refreshed', description: 'refreshed the catalog from' },
  'installation.export': { label: 'Log exported', description: 'exported the log of the' },
} as const satisfies Record<ActionName, ActionText>;

/** One sentence on an entry. An action that this version does not know is told by its name. */
export function describeAct({ action, name }: { readonly action: string; readonly name: string }): string {
  const texts: Readonly<Record<string, ActionText>> = actionTexts;
  return `${Object.hasOwn(texts, action) ? (texts[action]?.description ?? action) : action} ${name}`;
}
