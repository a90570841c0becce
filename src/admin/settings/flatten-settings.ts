// Settings as a flat list of names and values, to hold two revisions against each other.
import { wireRegistryAccess, wireSettings } from '../../contract/wire-settings.ts';
import type { EntryNote, OrganizationSettings } from '../../core/policy/settings.ts';

export type SettingValue = boolean | string | readonly string[];

/** Settings by name, under the names of the wire, each list as texts. */
export function flattenSettings(settings: OrganizationSettings): ReadonlyMap<string, SettingValue> {
  const wire = wireSettings(settings, 0);
  const { allowlist, ...images } = wire.restricted_images;
  const registries = wireRegistryAccess(settings.registryAccess);
  return new Map<string, SettingValue>([
    ...Object.entries(images),
    ['allowlist.enabled', allowlist.enabled],
    ['allowlist.repositories', allowlist.repositories.map(noted(settings.notes.allowlist))],
    ['namespace_access.enabled', wire.namespace_access.enabled],
    ['sign_in.enforced', wire.sign_in.enforced],
    ['namespaces', wire.namespaces.map(noted(settings.notes.namespaces))],
    ['catalog_overrides', settings.catalogOverrides.map(({ namespace, category, note = '' }) => `${namespace}=${category}${inQuotes(note)}`)],
    ['registry_access.enabled', registries.enabled],
    ['registry_access.DockerHub', registries.standard_registries[0]?.allowed === true],
    [
      'registry_access.custom_registries',
      registries.custom_registries.map(({ address, friendly_name, allowed }) => `${address}=${allowed ? 'allowed' : 'not allowed'}${inQuotes(friendly_name)}`),
    ],
  ]);
}

/** `someuser/app "for CI"`: a note is part of what an owner set. */
function noted(notes: readonly EntryNote[]): (entry: string) => string {
  const byEntry = new Map(notes.map(({ entry, note }) => [entry, note]));
  return (entry) => `${entry}${inQuotes(byEntry.get(entry) ?? '')}`;
}

function inQuotes(text: string): string {
  return text === '' ? '' : ` "${text}"`;
}
