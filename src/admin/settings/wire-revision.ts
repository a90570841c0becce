// One entry of the history of settings, on the wire.
import type { Revision, RevisionWithSettings } from '../../contract/revisions.ts';
import { notFound } from '../problem.ts';
import type { RevisionEntry, SettingsRevision, SettingsStore } from './settings.port.ts';
import { wireRegistryAccess, wireSettings } from '../../contract/wire-settings.ts';

export function wireRevision({ revision, atMs, by, summary, change }: RevisionEntry): Revision {
  return { revision, at: new Date(atMs).toISOString(), by, summary, changes: change === undefined ? null : [...change.settings], rolled_back_to: change?.rolledBackTo ?? null };
}

export function wireRevisionWithSettings(entry: SettingsRevision): RevisionWithSettings {
  const { settings, revision } = entry;
  return {
    ...wireRevision(entry),
    settings: { ...wireSettings(settings, revision), registry_access_management: wireRegistryAccess(settings.registryAccess) },
  };
}

/**
 * @param number as it stands in the path
 * @throws ProblemError 404
 */
export async function findRevision(store: Pick<SettingsStore, 'findRevision'>, organization: string, number: string): Promise<SettingsRevision> {
  const found = /^[1-9]\d{0,14}$/.test(number) ? await store.findRevision(organization, Number(number)) : undefined;
  if (found === undefined) throw notFound('revision');
  return found;
}
