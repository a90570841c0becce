// ScimStore: what identity providers know of an organization's people and teams.
import type { ScimStore } from '../../admin/scim/scim.port.ts';
import type { Database } from './database.ts';
import { createScimGroups } from './scim-groups.ts';
import { createScimTokens } from './scim-tokens.ts';
import { createScimUsers } from './scim-users.ts';
import type { TokenTouches } from './token-touches.ts';

export function createScimStore(database: Database, touches: TokenTouches): ScimStore {
  return { ...createScimTokens(database, touches), ...createScimUsers(database), ...createScimGroups(database) };
}
