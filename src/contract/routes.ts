// Every operation of the admin API: where it is, who may call it, what goes in and comes out. Server and document are made from it.
import * as accessTokens from './access-tokens.ts';
import * as cache from './cache.ts';
import { catalogEntry } from './catalog.ts';
import { certificateAuthority, rotateCertificateAuthorityRequest } from './certificate-authority.ts';
import { checkRequest, checkResponse } from './check.ts';
import { clientSetup, clientSetupList, clientSetupQuery } from './client-setup.ts';
import { health } from './health.ts';
import * as members from './members.ts';
import * as organizationTokens from './organization-access-tokens.ts';
import { pageQuery } from './page.ts';
import { paths } from './paths.ts';
import { pullPage, pullsQuery } from './pulls.ts';
import { registryAccess, registryAccessChange } from './registry-access.ts';
import type { Route } from './route.ts';
import { ask, bad, create, missing, read, remove, replace, start, update } from './route.ts';
import { accountRoutes } from './routes/accounts.ts';
import { activityRoutes } from './routes/activity.ts';
import { peopleRoutes } from './routes/people.ts';
import { policyRoutes } from './routes/policy.ts';
import { recordRoutes } from './routes/records.ts';
import { scimRoutes } from './routes/scim.ts';
import { singleSignOnRoutes } from './routes/single-sign-on.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { revisionPage, revisionWithSettings } from './revisions.ts';
import { settings, settingsChange } from './settings.ts';
import * as upstreams from './upstreams.ts';

/** By operation id. */
export const routes = {
  ...activityRoutes,
  ...accountRoutes,
  ...singleSignOnRoutes,
  ...peopleRoutes,
  ...scimRoutes,
  ...policyRoutes,
  ...recordRoutes,
  ...webhookRoutes,

  showUser: { ...read, hasContentTag: true, path: paths.user, summary: 'who is signed in', caller: 'user', response: members.user },
  listUserOrganizations: { ...read, path: paths.userOrganizations, summary: 'the organizations of who is signed in', caller: 'user', query: pageQuery, response: members.organizationPage, problems: bad },
  createOrganization: { ...create, path: paths.organizations, summary: 'make a further organization, owned by who is signed in', caller: 'installation-owner', request: members.createOrganizationRequest, response: members.organization, problems: [400, 409] },

  createAccessToken: { ...create, path: paths.accessTokens, summary: 'make a personal access token; its secret is shown this once', caller: 'user', request: accessTokens.createAccessTokenRequest, response: accessTokens.accessToken, problems: bad },
  listAccessTokens: { ...read, path: paths.accessTokens, summary: 'the personal access tokens of who is signed in', caller: 'user', query: pageQuery, response: accessTokens.accessTokenPage, problems: bad },
  showAccessToken: { ...read, hasContentTag: true, path: paths.accessToken, summary: 'one personal access token', caller: 'user', response: accessTokens.accessToken, problems: missing },
  updateAccessToken: { ...update, path: paths.accessToken, summary: 'rename, deactivate or reactivate a personal access token', caller: 'user', request: accessTokens.updateAccessTokenRequest, response: accessTokens.accessToken, problems: [400, 404, 412] },
  revokeAccessToken: { ...remove, path: paths.accessToken, summary: 'revoke a personal access token for good', caller: 'user', problems: [404, 412] },

  createOrganizationAccessToken: { ...create, path: paths.organizationAccessTokens, summary: 'make an organization access token; its secret is shown this once', caller: 'owner', request: organizationTokens.createOrganizationAccessTokenRequest, response: organizationTokens.createdOrganizationAccessToken, problems: bad },
  listOrganizationAccessTokens: { ...read, path: paths.organizationAccessTokens, summary: "the organization's access tokens", caller: 'owner', query: pageQuery, response: organizationTokens.organizationAccessTokenPage, problems: bad },
  showOrganizationAccessToken: { ...read, hasContentTag: true, path: paths.organizationAccessToken, summary: 'one organization access token', caller: 'owner', response: organizationTokens.organizationAccessToken },
  updateOrganizationAccessToken: { ...update, path: paths.organizationAccessToken, summary: 'change an organization access token', caller: 'owner', request: organizationTokens.updateOrganizationAccessTokenRequest, response: organizationTokens.organizationAccessToken, problems: [400, 412] },
  revokeOrganizationAccessToken: { ...remove, path: paths.organizationAccessToken, summary: 'revoke an organization access token for good', caller: 'owner', problems: [412] },

  readSettings: { ...read, path: paths.settings, summary: 'the settings in force; their revision is in the ETag', caller: 'member', response: settings },
  writeSettings: { ...replace, path: paths.settings, summary: 'change settings: what is left out stays as it is; with If-Match only at that revision', caller: 'owner', request: settingsChange, response: settings, problems: [400, 409, 412] },
  readRegistryAccess: { ...read, path: paths.registryAccess, summary: 'which registries may be pulled from', caller: 'member', response: registryAccess },
  writeRegistryAccess: { ...replace, path: paths.registryAccess, summary: 'change which registries may be pulled from', caller: 'owner', request: registryAccessChange, response: registryAccess, problems: [400, 409, 412] },
  listRevisions: { ...read, path: paths.revisions, summary: 'who changed the settings when, newest first', caller: 'member', query: pageQuery, response: revisionPage, problems: bad },
  showRevision: { ...read, path: paths.revision, summary: 'the settings as one revision had them', caller: 'member', response: revisionWithSettings },
  rollBack: { ...ask, access: 'change', path: paths.rollback, summary: 'bring the settings of a revision back, as a new revision', caller: 'owner', response: revisionWithSettings, problems: [400, 409, 412] },

  listMembers: { ...read, path: paths.members, summary: 'the members of the organization and, for owners, whoever is invited', caller: 'member', organizationTokenScope: 'member-read', query: members.membersQuery, response: members.memberPage, problems: bad },
  createMember: { ...create, path: paths.members, summary: 'make an account and its membership, where a generated password is shown this once; or, for an owner of every organization, add an existing account', caller: 'owner', request: members.createMemberRequest, response: members.createdMember, problems: [400, 409] },

  checkImages: { ...ask, path: paths.check, summary: "what the policy says of images; an owner can ask as another member", caller: 'member', request: checkRequest, response: checkResponse, problems: bad },
  listPulls: { ...read, path: paths.pulls, summary: 'the records of decisions, newest first; members read their own', caller: 'member', query: pullsQuery, response: pullPage, problems: bad },
  showCatalogEntry: { ...read, path: paths.catalog, summary: 'the category of a Docker Hub namespace, and why', caller: 'member', response: catalogEntry, problems: bad },

  listClientSetups: { ...read, path: paths.clientSetups, summary: 'the clients that can be sent through Pullgate', caller: 'user', response: clientSetupList },
  showClientSetup: { ...read, path: paths.clientSetup, summary: 'the files and commands that send a client through Pullgate, and the way back', caller: 'user', query: clientSetupQuery, response: clientSetup, problems: [400, 404, 409] },

  showCertificateAuthority: { ...read, path: paths.certificateAuthority, summary: 'the certificate authority that clients of the proxy trust', caller: 'user', response: certificateAuthority, problems: missing },
  rotateCertificateAuthority: { ...ask, access: 'change', path: paths.certificateAuthorityRotate, summary: 'make another certificate authority, for the hosts that are taken over now; clients that trust the old one go on working, unless it is to be forgotten', caller: 'installation-owner', request: rotateCertificateAuthorityRequest, response: certificateAuthority, problems: [400, 404, 409] },

  listUpstreams: { ...read, path: paths.upstreams, summary: 'the configured upstream registries, and the pulls that they still grant', caller: 'installation-owner', response: upstreams.upstreamList },
  listUpstreamCredentials: { ...read, path: paths.upstreamCredentials, summary: 'the upstream registries that have stored credentials', caller: 'installation-owner', response: upstreams.upstreamCredentialList },
  setUpstreamCredential: { ...replace, path: paths.upstreamCredential, summary: 'store the credentials of an upstream registry', caller: 'installation-owner', request: upstreams.setUpstreamCredentialRequest, response: upstreams.upstreamCredentialEntry, problems: [400, 404] },
  removeUpstreamCredential: { ...remove, path: paths.upstreamCredential, summary: 'forget the credentials of an upstream registry', caller: 'installation-owner', problems: missing },

  showCache: { ...read, path: paths.cache, summary: 'what the cache holds, and how requests were answered', caller: 'installation-owner', response: cache.cacheReport },
  pruneCache: { ...ask, access: 'change', path: paths.cachePrune, summary: 'remove content from the cache, except what is being read', caller: 'installation-owner', request: cache.pruneCacheRequest, response: cache.prunedCache, problems: [400, 409] },
  startCacheVerification: { ...start, path: paths.cacheVerify, summary: 'read all content of the cache again and mend what is wrong; one under way is joined', caller: 'installation-owner', response: cache.cacheVerification, problems: [409] },
  showCacheVerification: { ...read, path: paths.cacheVerify, summary: 'how far the verification of the cache is, and what it found', caller: 'installation-owner', response: cache.cacheVerification, problems: [409] },

  showHealth: { ...read, path: paths.health, summary: 'whether the admin API answers', caller: 'anyone', response: health },
  showOpenApi: { ...read, path: paths.openapi, summary: 'the description of the admin API in OpenAPI 3.1', caller: 'anyone' },
  showApiPage: { ...read, path: paths.apiPage, summary: 'the same as a page for people', caller: 'anyone', content: ['text/html'] },
} as const satisfies Readonly<Record<string, Route>>;

export type OperationId = keyof typeof routes;
