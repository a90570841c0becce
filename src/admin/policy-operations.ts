// The operations of contract/routes/policy.ts with what they need: allowlist, namespaces, overrides, catalog, and what differs between revisions.
import type { policyRoutes } from '../contract/routes/policy.ts';
import type { ListedCatalog } from '../core/policy/facts.ts';
import type { Log } from '../telemetry/log.ts';
import { createAddToAllowlist } from './allowlist/add-entries.ts';
import { createListAllowlist } from './allowlist/list-entries.ts';
import { createRemoveFromAllowlist } from './allowlist/remove-entry.ts';
import { createShowAllowlistEntry } from './allowlist/show-entry.ts';
import { createUpdateAllowlistEntry } from './allowlist/update-entry.ts';
import { createListCatalog } from './catalog/list-catalog.ts';
import type { CatalogRefresh } from './catalog/refresh.ts';
import { createShowRefresh } from './catalog/show-refresh.ts';
import { createStartRefresh } from './catalog/start-refresh.ts';
import type { RefreshSettings } from './catalog/wire-refresh.ts';
import { createClassifyNamespace } from './classify-namespace.ts';
import { createFindPolicy } from './compiled-policies.ts';
import { createFindCatalog } from './current-catalog.ts';
import { createAddNamespace } from './namespaces/add-namespace.ts';
import { createListNamespaces } from './namespaces/list-namespaces.ts';
import { createRemoveNamespace } from './namespaces/remove-namespace.ts';
import type { OperationsOf } from './operation.ts';
import { createListOverrides } from './overrides/list-overrides.ts';
import { createRemoveOverride } from './overrides/remove-override.ts';
import { createSetOverride } from './overrides/set-override.ts';
import { createShowOverride } from './overrides/show-override.ts';
import { createFindKnownPulls } from './repositories/known-pulls.ts';
import { createListRepositories } from './repositories/list-repositories.ts';
import { createListTags } from './repositories/list-tags.ts';
import { createShowHubNamespace } from './repositories/show-namespace.ts';
import { createShowRepository } from './repositories/show-repository.ts';
import { createShowTag } from './repositories/show-tag.ts';
import { createChangeSettings } from './settings/change-settings.ts';
import { createDiffRevisions } from './settings/diff-revisions.ts';
import { createPreviewChange } from './settings/preview-change.ts';
import type { AdminStores } from './stores.ts';

export interface PolicyOperationsOptions {
  readonly stores: AdminStores;
  readonly catalog: ListedCatalog;
  /** Undefined while it is switched off. */
  readonly catalogRefresh?: CatalogRefresh | undefined;
  readonly catalogRefreshSettings: RefreshSettings;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  readonly gatewayHost: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}

export function createPolicyOperations(options: PolicyOperationsOptions): OperationsOf<typeof policyRoutes> {
  const { stores: store, catalog: base, isConfiguredRegistry, gatewayHost, now, log } = options;
  const changeSettings = createChangeSettings({ store, now, log });
  const findPolicy = createFindPolicy(store);
  const findCatalog = createFindCatalog({ store, base });
  const classifyNamespace = createClassifyNamespace({ findPolicy, findCatalog });
  const findKnownPulls = createFindKnownPulls({ store });
  const refreshParts = { store, settings: options.catalogRefreshSettings, refresh: options.catalogRefresh };
  const listRepositories = createListRepositories({ classifyNamespace, findKnownPulls });
  const showRepository = createShowRepository({ classifyNamespace, findKnownPulls });
  const listTags = createListTags({ findKnownPulls });
  const showTag = createShowTag({ findKnownPulls });
  return {
    listAllowlist: createListAllowlist({ store }),
    addToAllowlist: createAddToAllowlist({ changeSettings }),
    showAllowlistEntry: createShowAllowlistEntry({ store }),
    updateAllowlistEntry: createUpdateAllowlistEntry({ changeSettings }),
    removeFromAllowlist: createRemoveFromAllowlist({ changeSettings }),
    listNamespaces: createListNamespaces({ store }),
    addNamespace: createAddNamespace({ changeSettings }),
    removeNamespace: createRemoveNamespace({ changeSettings }),
    listCatalogOverrides: createListOverrides({ store }),
    showCatalogOverride: createShowOverride({ store }),
    setCatalogOverride: createSetOverride({ changeSettings }),
    removeCatalogOverride: createRemoveOverride({ changeSettings }),
    diffRevisions: createDiffRevisions({ store }),
    previewSettings: createPreviewChange({ store, findCatalog, isConfiguredRegistry, gatewayHost, now }),
    listCatalog: createListCatalog({ store, findPolicy, findCatalog, now }),
    showCatalogRefresh: createShowRefresh(refreshParts),
    startCatalogRefresh: createStartRefresh({ ...refreshParts, writer: store }),
    showHubNamespace: createShowHubNamespace({ store, classifyNamespace }),
    listHubRepositories: listRepositories,
    listNamespaceRepositories: listRepositories,
    showHubRepository: showRepository,
    showNamespaceRepository: showRepository,
    listHubTags: listTags,
    listNamespaceTags: listTags,
    showHubTag: showTag,
    showNamespaceTag: showTag,
  };
}
