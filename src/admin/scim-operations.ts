// The operations of contract/routes/scim.ts with what they need: SCIM 2.0.
import type { scimRoutes } from '../contract/routes/scim.ts';
import type { OperationsOf } from './operation.ts';
import { createCreateScimGroup } from './scim/create-group.ts';
import { createCreateScimToken } from './scim/create-token.ts';
import { createCreateScimUser } from './scim/create-user.ts';
import { createChangeScimGroup } from './scim/change-group.ts';
import { createChangeScimUser } from './scim/change-user.ts';
import { createListScimGroups, createSearchScimGroups } from './scim/list-groups.ts';
import { createListScimTokens } from './scim/list-tokens.ts';
import { createListScimUsers, createSearchScimUsers } from './scim/list-users.ts';
import { createRemoveScimGroup } from './scim/remove-group.ts';
import { createRemoveScimUser } from './scim/remove-user.ts';
import { createRevokeScimToken } from './scim/revoke-token.ts';
import { listScimResourceTypes, listScimSchemas, showScimConfig, showScimResourceType, showScimSchema } from './scim/describe-server.ts';
import { createShowScimGroup } from './scim/show-group.ts';
import { createShowScimUser } from './scim/show-user.ts';
import type { AdminStores } from './stores.ts';

export interface ScimOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createScimOperations({ stores: store, now }: ScimOperationsOptions): OperationsOf<typeof scimRoutes> {
  const changeUser = createChangeScimUser({ store, now });
  const changeGroup = createChangeScimGroup({ store, now });
  return {
    createScimToken: createCreateScimToken({ store, now }),
    listScimTokens: createListScimTokens({ store }),
    revokeScimToken: createRevokeScimToken({ store }),
    showScimConfig,
    listScimResourceTypes,
    showScimResourceType,
    listScimSchemas,
    showScimSchema,
    listScimUsers: createListScimUsers({ store }),
    searchScimUsers: createSearchScimUsers({ store }),
    createScimUser: createCreateScimUser({ store, now }),
    showScimUser: createShowScimUser({ store }),
    replaceScimUser: changeUser.replace,
    patchScimUser: changeUser.patch,
    removeScimUser: createRemoveScimUser({ store, now }),
    listScimGroups: createListScimGroups({ store }),
    searchScimGroups: createSearchScimGroups({ store }),
    createScimGroup: createCreateScimGroup({ store, now }),
    showScimGroup: createShowScimGroup({ store }),
    replaceScimGroup: changeGroup.replace,
    patchScimGroup: changeGroup.patch,
    removeScimGroup: createRemoveScimGroup({ store, now }),
  };
}
