// Examples: the policy, its exceptions, and the catalog.
import type { Example } from '../example.ts';

export const policy: readonly Example[] = [
  { operation: 'readSettings', note: '`ETag` has the revision.' },
  { operation: 'writeSettings', body: { restricted_images: { enabled: true, allow_official_images: true, allow_verified_publishers: true } }, note: 'As the Terraform provider sends it: what is left out stays as it is.' },
  { operation: 'writeSettings', body: { restricted_images: { allowlist: { enabled: true, repositories: ['someuser/app', { repository: 'grafana/*', note: 'for the dashboards' }] } } }, note: 'An entry of the allowlist may come with its note; one without keeps the note that it has.' },
  { operation: 'writeSettings', headers: { 'If-Match': '"1"' }, body: { restricted_images: { mode: 'audit' } }, status: 412, note: 'Somebody has changed the settings since that revision.' },
  { operation: 'previewSettings', body: { settings: { restricted_images: { allow_verified_publishers: false } } }, note: 'What would have been refused of what was pulled.' },
  { operation: 'readRegistryAccess' },
  { operation: 'writeRegistryAccess', body: { enabled: true, standard_registries: [{ id: 'DockerHub', allowed: true }], custom_registries: [{ address: 'https://ghcr.io', friendly_name: 'GitHub', allowed: true }] } },
  { operation: 'listRevisions', query: { page_size: 25 } },
  { operation: 'showRevision', params: { revision: '1' } },
  { operation: 'diffRevisions', params: { revision: '2' }, query: { against: 1 } },
  { operation: 'rollBack', params: { revision: '1' } },
];

export const catalog: readonly Example[] = [
  { operation: 'checkImages', body: { images: ['nginx:latest', 'grafana/grafana:11', 'someuser/custom-image'] } },
  { operation: 'addToAllowlist', body: { repository: 'someuser/custom-image', note: 'until the build is ours' }, keeps: { ENTRY: 'results.0.id' } },
  { operation: 'listAllowlist', query: { search: 'custom' } },
  { operation: 'showAllowlistEntry', params: { entry: '$ENTRY' } },
  { operation: 'updateAllowlistEntry', params: { entry: '$ENTRY' }, body: { note: 'until May' } },
  { operation: 'removeFromAllowlist', params: { entry: '$ENTRY' } },
  { operation: 'addNamespace', body: { namespace: 'acmelabs', note: 'our second name on Docker Hub' } },
  { operation: 'listNamespaces' },
  { operation: 'removeNamespace', params: { namespace: 'acmelabs' } },
  { operation: 'listCatalog', query: { search: 'grafana', category: 'verified-publisher' } },
  { operation: 'showCatalogEntry', params: { namespace: 'grafana' } },
  { operation: 'setCatalogOverride', params: { namespace: 'someuser' }, body: { category: 'verified-publisher', note: 'we know them' } },
  { operation: 'listCatalogOverrides' },
  { operation: 'showCatalogOverride', params: { namespace: 'someuser' } },
  { operation: 'removeCatalogOverride', params: { namespace: 'someuser' } },
];

export const repositories: readonly Example[] = [
  { operation: 'listHubRepositories', params: { namespace: 'grafana' }, query: { page_size: 25 } },
  { operation: 'listNamespaceRepositories', params: { namespace: 'grafana' } },
  { operation: 'showHubRepository', params: { namespace: 'grafana', repository: 'grafana' } },
  { operation: 'showNamespaceRepository', params: { namespace: 'grafana', repository: 'grafana' } },
  { operation: 'listHubTags', params: { namespace: 'grafana', repository: 'grafana' } },
  { operation: 'listNamespaceTags', params: { namespace: 'grafana', repository: 'grafana' } },
  { operation: 'showHubTag', params: { namespace: 'grafana', repository: 'grafana', tag: '11' } },
  { operation: 'showNamespaceTag', params: { namespace: 'grafana', repository: 'grafana', tag: '11' } },
];
