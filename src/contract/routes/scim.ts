// Operations: SCIM 2.0, for identity providers, and the tokens that owners give them.
import { paths } from '../paths.ts';
import { create, missing, read, remove, replace, update } from '../route.ts';
import type { Route } from '../route.ts';
import * as scim from '../scim.ts';

/** What Docker Hub has not: PATCH, DELETE, groups. */
export const scimRoutes = {
  createScimToken: { ...create, path: paths.scimToken, summary: 'make a token for the identity provider of the organization, at most two; its secret is shown this once', caller: 'owner', response: scim.createdScimToken, problems: [409] },
  listScimTokens: { ...read, path: paths.scimToken, summary: 'the SCIM tokens of the organization, and when each was used last', caller: 'owner', response: scim.scimTokenList },
  revokeScimToken: { ...remove, path: paths.scimTokenById, summary: 'revoke a SCIM token for good', caller: 'owner' },

  showScimConfig: { ...read, path: paths.scimConfig, summary: 'what this SCIM server can do', caller: 'scim', response: scim.scimConfig },
  listScimResourceTypes: { ...read, path: paths.scimResourceTypes, summary: 'the kinds of SCIM resources', caller: 'scim', response: scim.scimResourceTypeList },
  showScimResourceType: { ...read, path: paths.scimResourceType, summary: 'one kind of SCIM resources', caller: 'scim', response: scim.scimResourceType, problems: missing },
  listScimSchemas: { ...read, path: paths.scimSchemas, summary: 'the attributes of SCIM resources', caller: 'scim', response: scim.scimSchemaList },
  showScimSchema: { ...read, path: paths.scimSchema, summary: 'the attributes of one kind of SCIM resources', caller: 'scim', response: scim.scimSchema, problems: missing },

  listScimUsers: { ...read, path: paths.scimUsers, summary: 'the people of the organization, deactivated ones too', caller: 'scim', query: scim.scimListQuery, response: scim.scimUserList, problems: [400] },
  searchScimUsers: { ...read, method: 'POST', path: paths.scimUserSearch, summary: 'the same, with the query in the body', caller: 'scim', request: scim.scimSearchRequest, response: scim.scimUserList, problems: [400] },
  createScimUser: { ...create, path: paths.scimUsers, summary: 'make an account and its membership, or attach a member to the identity provider', caller: 'scim', query: scim.scimProjectionQuery, request: scim.scimRequest, response: scim.scimUser, headers: ['ETag', 'Location'], problems: [400, 409] },
  showScimUser: { ...read, path: paths.scimUser, summary: 'one person', caller: 'scim', query: scim.scimProjectionQuery, response: scim.scimUser, headers: ['ETag'], problems: [400, 404] },
  replaceScimUser: { ...replace, path: paths.scimUser, summary: 'replace what is known of a person; without `active` the person stays as active as before', caller: 'scim', query: scim.scimProjectionQuery, request: scim.scimRequest, response: scim.scimUser, problems: [400, 404, 409, 412] },
  patchScimUser: { ...update, path: paths.scimUser, summary: 'change what is known of a person, deactivate or reactivate', caller: 'scim', query: scim.scimProjectionQuery, request: scim.scimRequest, response: scim.scimUser, problems: [400, 404, 409, 412] },
  removeScimUser: { ...remove, path: paths.scimUser, summary: 'take a person out of the organization for good', caller: 'scim', problems: [404, 409, 412] },

  listScimGroups: { ...read, path: paths.scimGroups, summary: 'the teams of the organization', caller: 'scim', query: scim.scimListQuery, response: scim.scimGroupList, problems: [400] },
  searchScimGroups: { ...read, method: 'POST', path: paths.scimGroupSearch, summary: 'the same, with the query in the body', caller: 'scim', request: scim.scimSearchRequest, response: scim.scimGroupList, problems: [400] },
  createScimGroup: { ...create, path: paths.scimGroups, summary: 'make a team', caller: 'scim', query: scim.scimProjectionQuery, request: scim.scimRequest, response: scim.scimGroup, headers: ['ETag', 'Location'], problems: [400, 409] },
  showScimGroup: { ...read, path: paths.scimGroup, summary: 'one team', caller: 'scim', query: scim.scimProjectionQuery, response: scim.scimGroup, headers: ['ETag'], problems: [400, 404] },
  replaceScimGroup: { ...replace, path: paths.scimGroup, summary: 'rename a team and replace who is in it', caller: 'scim', query: scim.scimProjectionQuery, request: scim.scimRequest, response: scim.scimGroup, problems: [400, 404, 409, 412] },
  patchScimGroup: { ...update, status: 204, path: paths.scimGroup, summary: 'rename a team, add people and take them out', caller: 'scim', request: scim.scimRequest, headers: ['ETag'], problems: [400, 404, 409, 412] },
  removeScimGroup: { ...remove, path: paths.scimGroup, summary: 'remove a team', caller: 'scim', problems: [404, 412] },
} as const satisfies Readonly<Record<string, Route>>;
