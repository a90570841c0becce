// Examples: members, teams, invitations, and identity providers.
import type { Example } from '../example.ts';

export const organizations: readonly Example[] = [
  { operation: 'createOrganization', body: { orgname: 'globex' } },
  { operation: 'showHubNamespace', params: { namespace: 'grafana' }, note: "As Docker Hub answers of an organization: `badge` says what the catalog knows of it." },
];

export const members: readonly Example[] = [
  { operation: 'createMember', body: { username: 'casey', role: 'member', email: 'casey@example.com' }, note: '`password` is there once, where none was given.' },
  { operation: 'listMembers', query: { role: 'member', page_size: 100 } },
  { operation: 'showMember', params: { username: 'casey' }, note: 'With the `ETag`, for `If-Match`.' },
  { operation: 'exportMembers' },
  { operation: 'setMemberRole', params: { username: 'casey' }, body: { role: 'editor' } },
  { operation: 'resetMemberPassword', params: { username: 'casey' }, body: { remove_totp: true } },
  { operation: 'endMemberSessions', params: { username: 'casey' } },
];

export const teams: readonly Example[] = [
  { operation: 'createTeam', body: { name: 'platform', description: 'who keeps it running' } },
  { operation: 'listTeams', query: { search: 'plat' } },
  { operation: 'showTeam', params: { team: 'platform' } },
  { operation: 'addTeamMember', params: { team: 'platform' }, body: { member: 'casey' } },
  { operation: 'listTeamMembers', params: { team: 'platform' } },
  { operation: 'removeTeamMember', params: { team: 'platform', username: 'casey' } },
  { operation: 'updateTeam', params: { team: 'platform' }, body: { description: 'registries and builds' } },
  { operation: 'replaceTeam', params: { team: 'platform' }, body: { name: 'platform-team', description: 'registries and builds' } },
  { operation: 'removeTeam', params: { team: 'platform-team' } },
  { operation: 'removeMember', params: { username: 'casey' }, note: 'The member is out of every team, and the gateway refuses within a second.' },
];

export const invites: readonly Example[] = [
  { operation: 'sendInvites', body: { org: '$ORG', invitees: ['robin@example.com'], role: 'member', dry_run: true }, note: 'A dry run says what would happen, and does nothing.' },
  { operation: 'sendInvites', body: { org: '$ORG', invitees: ['robin@example.com', 'sasha@example.com', 'kim@example.com'], role: 'member' }, keeps: { INVITE_ID: 'invitees.0.invite.id', SECOND_INVITE_ID: 'invitees.1.invite.id', THIRD_LINK: 'invitees.2.invite.link' }, note: 'Where the server sends no mail, `link` is what to hand over.' },
  { operation: 'listInvites' },
  { operation: 'renewInviteLink', params: { id: '$INVITE_ID' }, keeps: { LINK: 'link' }, note: 'The secret is what stands after the last `/` of the link; `$INVITE_TOKEN` is that part of `$LINK`.' },
  { operation: 'showInviteOffer', params: { token: '$INVITE_TOKEN' } },
  { operation: 'acceptInviteAsNew', body: { token: '$LINK', username: 'robin', password: 'a password of robin' } },
  { operation: 'acceptInvite', body: { token: '$LINK' }, status: 404, note: 'It was accepted already, and does for one person.' },
  { operation: 'resendInvite', params: { id: '$SECOND_INVITE_ID' }, status: 409, note: 'This server sends no mail: make a link and hand it over. Where it does, the answer is 204.' },
  { operation: 'cancelInvite', params: { id: '$SECOND_INVITE_ID' } },
  { operation: 'declineInvite', body: { token: '$THIRD_LINK' } },
];

const scimUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
const scimGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const scimPatch = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const scimSearch = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

export const scim: readonly Example[] = [
  { operation: 'createScimToken', keeps: { SCIM_TOKEN: 'token', SCIM_TOKEN_ID: 'id' }, note: 'The identity provider wants `base_url` and `token`, which is shown this once.' },
  { operation: 'listScimTokens' },
  { operation: 'showScimConfig' },
  { operation: 'listScimResourceTypes' },
  { operation: 'showScimResourceType', params: { name: 'User' } },
  { operation: 'listScimSchemas' },
  { operation: 'showScimSchema', params: { urn: scimUser } },
  { operation: 'createScimUser', body: { schemas: [scimUser], userName: 'jo@example.com', name: { givenName: 'Jo', familyName: 'Doe' }, active: true }, keeps: { SCIM_USER: 'id' } },
  { operation: 'listScimUsers', query: { filter: 'userName eq "jo@example.com"', count: 10 } },
  { operation: 'searchScimUsers', body: { schemas: [scimSearch], filter: 'active eq true', count: 10 } },
  { operation: 'showScimUser', params: { id: '$SCIM_USER' } },
  { operation: 'replaceScimUser', params: { id: '$SCIM_USER' }, body: { schemas: [scimUser], userName: 'jo@example.com', name: { givenName: 'Joan', familyName: 'Doe' }, active: true } },
  { operation: 'patchScimUser', params: { id: '$SCIM_USER' }, body: { schemas: [scimPatch], Operations: [{ op: 'replace', path: 'active', value: false }] }, note: 'Whoever is deactivated is refused by the gateway within a second.' },
  { operation: 'createScimGroup', body: { schemas: [scimGroup], displayName: 'builders', members: [{ value: '$SCIM_USER' }] }, keeps: { SCIM_GROUP: 'id' } },
  { operation: 'listScimGroups', query: { excludedAttributes: 'members' } },
  { operation: 'searchScimGroups', body: { schemas: [scimSearch], filter: 'displayName eq "builders"' } },
  { operation: 'showScimGroup', params: { id: '$SCIM_GROUP' } },
  { operation: 'replaceScimGroup', params: { id: '$SCIM_GROUP' }, body: { schemas: [scimGroup], displayName: 'builders', members: [] } },
  { operation: 'patchScimGroup', params: { id: '$SCIM_GROUP' }, body: { schemas: [scimPatch], Operations: [{ op: 'add', path: 'members', value: [{ value: '$SCIM_USER' }] }] } },
  { operation: 'removeScimGroup', params: { id: '$SCIM_GROUP' } },
  { operation: 'removeScimUser', params: { id: '$SCIM_USER' } },
  { operation: 'revokeScimToken', params: { id: '$SCIM_TOKEN_ID' } },
];

export const singleSignOn: readonly Example[] = [
  { operation: 'writeSingleSignOn', body: { issuer: '$ISSUER', client_id: '$CLIENT_ID', client_secret: '$CLIENT_SECRET', group_claim: 'groups', group_mapping: [{ group: 'platform', role: 'editor' }], default_role: 'member', enabled: true } },
  { operation: 'showSingleSignOn' },
  { operation: 'findSingleSignOn', query: { organization: '$ORG' } },
  { operation: 'startSingleSignOn', note: 'For browsers: on to the identity provider.' },
  { operation: 'finishSingleSignOn', query: { state: 'of-another-browser', code: 'x' }, status: 400, note: 'Where the identity provider sends the browser back to: whoever did not begin there gets no further.' },
  { operation: 'linkSingleSignOn', body: {}, note: 'The browser that opens this address links the account with the one at the identity provider.' },
  { operation: 'listSingleSignOnIdentities' },
  { operation: 'removeSingleSignOnIdentity', params: { id: 'of-nobody' }, status: 404, note: 'The ids are those of the list.' },
  { operation: 'showSingleSignOnCode', query: { code: 'x'.repeat(43) }, note: 'The page of a tool on a machine without a browser: it shows the code that is to be copied.' },
  { operation: 'exchangeSingleSignOnCode', body: { code: 'x'.repeat(43), code_verifier: 'x'.repeat(43) }, status: 400, note: 'What the tool does with the code; this one is of no sign-in.' },
  { operation: 'removeSingleSignOn' },
];
