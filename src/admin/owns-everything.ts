// Who speaks for the whole installation: an owner of every organization in it.
import type { Caller } from './caller.ts';
import type { InstallationStore } from './installation/installation.port.ts';
import { ProblemError } from './problem.ts';

export async function ownsEverything({ memberships }: Pick<Caller, 'memberships'>, store: Pick<InstallationStore, 'organizationNames'>): Promise<boolean> {
  const owned = new Set(memberships.filter(({ role }) => role === 'owner').map(({ organization }) => organization));
  const names = await store.organizationNames();
  return names.length > 0 && names.every((name) => owned.has(name));
}

export function notOwnerOfAll(): ProblemError {
  return new ProblemError(403, 'only an owner of every organization of this installation may do this');
}
