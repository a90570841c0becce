// Operations: allowlist, namespaces, overrides, catalog, and what differs between revisions.
import { addToAllowlistRequest, addedToAllowlist, allowlistEntry, allowlistPage, allowlistQuery, updateAllowlistEntryRequest } from '../allowlist.ts';
import { catalogPage, catalogQuery, catalogRefresh, startRefreshRequest } from '../catalog.ts';
import { catalogOverride, catalogOverridePage, setOverrideRequest } from '../catalog-overrides.ts';
import { addNamespaceRequest, organizationNamespace, organizationNamespacePage } from '../organization-namespaces.ts';
import { pageQuery } from '../page.ts';
import { paths } from '../paths.ts';
import * as repositories from '../repositories.ts';
import { revisionDiff, revisionDiffQuery } from '../revision-diff.ts';
import { ask, bad, create, missing, read, remove, replace, start, update } from '../route.ts';
import type { Route } from '../route.ts';
import { previewRequest, settingsPreview } from '../settings-preview.ts';

export const policyRoutes = {
  listAllowlist: { ...read, path: paths.allowlist, summary: 'the allowlist, with who added what when, and what for', caller: 'member', query: allowlistQuery, response: allowlistPage, problems: bad },
  addToAllowlist: { ...create, path: paths.allowlist, summary: 'add entries to the allowlist, all or none; those that are there stay as they are', caller: 'owner', request: addToAllowlistRequest, response: addedToAllowlist, problems: [400, 409, 412] },
  showAllowlistEntry: { ...read, path: paths.allowlistEntry, summary: 'one entry of the allowlist, by its id or by its pattern', caller: 'member', response: allowlistEntry, problems: missing },
  updateAllowlistEntry: { ...update, path: paths.allowlistEntry, summary: 'change the note of an entry of the allowlist', caller: 'owner', request: updateAllowlistEntryRequest, response: allowlistEntry, problems: [400, 404, 409, 412] },
  removeFromAllowlist: { ...remove, path: paths.allowlistEntry, summary: 'take an entry off the allowlist', caller: 'owner', problems: [404, 409, 412] },

  listNamespaces: { ...read, path: paths.namespaces, summary: 'the namespaces that belong to the organization besides its own name', caller: 'member', query: pageQuery, response: organizationNamespacePage, problems: bad },
  addNamespace: { ...create, path: paths.namespaces, summary: 'give the organization a further namespace: for an owner of every organization', caller: 'owner', request: addNamespaceRequest, response: organizationNamespace, problems: [400, 409, 412] },
  removeNamespace: { ...remove, path: paths.namespace, summary: 'take a namespace from the organization', caller: 'owner', problems: [404, 409, 412] },

  listCatalogOverrides: { ...read, path: paths.catalogOverrides, summary: 'what owners say of Docker Hub namespaces over the catalog', caller: 'member', query: pageQuery, response: catalogOverridePage, headers: ['ETag'], problems: bad },
  showCatalogOverride: { ...read, path: paths.catalogOverride, summary: 'the override of one namespace', caller: 'member', response: catalogOverride, problems: missing },
  setCatalogOverride: { ...replace, path: paths.catalogOverride, summary: 'say what a Docker Hub namespace counts as', caller: 'owner', request: setOverrideRequest, response: catalogOverride, problems: [400, 409, 412] },
  removeCatalogOverride: { ...remove, path: paths.catalogOverride, summary: 'leave it to the catalog again what a namespace counts as', caller: 'owner', problems: [404, 409, 412] },

  diffRevisions: { ...read, path: paths.revisionDiff, summary: 'what differs between two revisions, setting by setting', caller: 'member', query: revisionDiffQuery, response: revisionDiff, problems: [400, 404] },
  previewSettings: { ...ask, path: paths.settingsPreview, summary: 'whom a change of the settings would have refused or permitted in the last days, without making it', caller: 'owner', request: previewRequest, response: settingsPreview, problems: bad },

  listCatalog: { ...read, path: paths.catalogList, summary: 'the namespaces of Docker Hub that are known to be more than community, why, since when, and what changed', caller: 'member', query: catalogQuery, response: catalogPage, problems: bad },
  showCatalogRefresh: { ...read, path: paths.catalogRefresh, summary: 'how far the refresh of the catalog is, and what it found', caller: 'installation-owner', response: catalogRefresh },
  startCatalogRefresh: { ...start, path: paths.catalogRefresh, summary: 'ask Docker Hub for the badges now; a refresh under way is joined', caller: 'installation-owner', request: startRefreshRequest, response: catalogRefresh, problems: [400, 409] },

  showHubNamespace: { ...read, path: paths.hubNamespace, summary: "an organization of the caller's, or a namespace of Docker Hub as the catalog has it", caller: 'user', response: repositories.hubNamespace, problems: missing },
  listHubRepositories: { ...read, path: paths.hubRepositories, summary: 'the repositories of a Docker Hub namespace that were pulled here; members see what they pulled', caller: 'user', query: repositories.hubRepositoriesQuery, response: repositories.hubRepositoryPage, problems: [400, 404] },
  listNamespaceRepositories: { ...read, path: paths.namespaceRepositories, summary: 'the same, under the newer address', caller: 'user', query: repositories.hubRepositoriesQuery, response: repositories.hubRepositoryPage, problems: [400, 404] },
  showHubRepository: { ...read, path: paths.hubRepository, summary: 'a repository of Docker Hub: its category, and what is known of its pulls', caller: 'user', response: repositories.hubRepositoryInfo, problems: [400, 404] },
  showNamespaceRepository: { ...read, path: paths.namespaceRepository, summary: 'the same, under the newer address', caller: 'user', response: repositories.hubRepositoryInfo, problems: [400, 404] },
  listHubTags: { ...read, path: paths.hubTags, summary: 'the tags of a repository that were pulled here', caller: 'user', query: pageQuery, response: repositories.hubTagPage, problems: [400, 404] },
  listNamespaceTags: { ...read, path: paths.namespaceTags, summary: 'the same, under the newer address', caller: 'user', query: pageQuery, response: repositories.hubTagPage, problems: [400, 404] },
  showHubTag: { ...read, path: paths.hubTag, summary: 'a tag that was pulled here', caller: 'user', response: repositories.hubTag, problems: [400, 404] },
  showNamespaceTag: { ...read, path: paths.namespaceTag, summary: 'the same, under the newer address', caller: 'user', response: repositories.hubTag, problems: [400, 404] },
} as const satisfies Readonly<Record<string, Route>>;
