// The facts for the person who asks: the server's, and their own name and organizations.
import type { SetupFacts } from '../../client-setup/facts.ts';
import { dockerHub } from '../../core/image/reference.ts';
import type { Caller } from '../caller.ts';
import type { ServerSetupFacts } from './setup-facts.port.ts';

/** Docker Hub comes first: it is what most people look for. */
export function setupFactsOf(server: ServerSetupFacts, { name, memberships }: Pick<Caller, 'name' | 'memberships'>): SetupFacts {
  const registries = server.registries.toSorted((a, b) => Number(b === dockerHub) - Number(a === dockerHub) || a.localeCompare(b, 'en'));
  return { ...server, registries, organizations: memberships.map(({ organization }) => organization).toSorted(), username: name };
}
