// The compiled policy of an organization as the admin API asks for it, compiled once a revision: large settings take long to compile,
// and the pulls of everybody would wait meanwhile.
import { compilePolicy } from '../core/policy/compile-policy.ts';
import type { CompiledPolicy } from '../core/policy/policy.ts';
import type { SettingsStore } from './settings/settings.port.ts';

/** Undefined: there is no such organization. */
export type FindPolicy = (organization: string) => Promise<CompiledPolicy | undefined>;

/** Keeps the newest policy of each organization that was asked for. */
export function createFindPolicy(store: Pick<SettingsStore, 'currentSettings'>): FindPolicy {
  const known = new Map<string, CompiledPolicy>();
  return async (organization) => {
    const current = await store.currentSettings(organization);
    if (current === undefined) return undefined;
    const before = known.get(organization);
    if (before?.revision === current.revision) return before;
    const policy = compilePolicy({ organization, revision: current.revision, settings: current.settings });
    known.set(organization, policy);
    return policy;
  };
}
