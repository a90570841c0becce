// The operations of contract/routes/people.ts with what they need: members, teams and invitations.
import type { peopleRoutes } from '../contract/routes/people.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface PeopleOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createPeopleOperations(_options: PeopleOperationsOptions): OperationsOf<typeof peopleRoutes> {
  return {};
}
