// What a change of settings is in the log: Docker Hub's names for registry access, and one for everything else.
import type { Act, Json } from '../../audit/activity.port.ts';
import { wireRegistryAccess } from '../../contract/wire-settings.ts';
import type { OrganizationSettings, RegistryAccess } from '../../core/policy/settings.ts';
import type { Done } from '../operation.ts';
import { type SettingValue, flattenSettings } from './flatten-settings.ts';
import type { SettingsRevision } from './settings.port.ts';

interface Change {
  readonly before: SettingsRevision;
  readonly after: SettingsRevision;
  readonly organization: string;
  readonly act: (done: Done) => Act;
}

/** At least one; the number of the revision is in each. */
export function actsOfChange({ before, after, organization, act }: Change): readonly Act[] {
  const { revision } = after;
  const registries = registryChanges(before.settings.registryAccess, after.settings.registryAccess);
  const others = otherChanges(before.settings, after.settings, { withRegistries: registries.length === 0 });
  const acts = registries.map(({ action, was, is }) => act({ action, organization, before: was, after: { revision, ...is } }));
  if (others === undefined) return acts;
  return [...acts, act({ action: 'org.settings.update', organization, before: { revision: before.revision, ...others.was }, after: { revision, summary: after.summary, ...others.is } })];
}

interface RegistryChange {
  readonly action: Done['action'];
  readonly was: Json;
  readonly is: { readonly [name: string]: Json };
}

function registryChanges(before: RegistryAccess, after: RegistryAccess): readonly RegistryChange[] {
  const [old, now] = [registriesOf(before), registriesOf(after)];
  const changes: RegistryChange[] = [];
  if (before.enabled !== after.enabled) changes.push({ action: `org.registry_access.${after.enabled ? 'enabled' : 'disabled'}`, was: { enabled: before.enabled }, is: { enabled: after.enabled } });
  for (const [address, is] of now) {
    const was = old.get(address);
    if (was === undefined) changes.push({ action: 'org.registry_access.registry_added', was: null, is });
    else if (JSON.stringify(was) !== JSON.stringify(is)) changes.push({ action: 'org.registry_access.registry_updated', was, is });
  }
  for (const [address, was] of old) {
    if (!now.has(address)) changes.push({ action: 'org.registry_access.registry_removed', was, is: {} });
  }
  return changes;
}

function registriesOf(access: RegistryAccess): ReadonlyMap<string, { readonly [name: string]: Json }> {
  const { standard_registries: standard, custom_registries: custom } = wireRegistryAccess(access);
  return new Map<string, { readonly [name: string]: Json }>([...standard.map((registry) => [registry.id, registry] as const), ...custom.map((registry) => [registry.address, registry] as const)]);
}

/** Of a list only what was added and removed: all of it stands in the revision. Undefined: nothing else was changed. */
function otherChanges(before: OrganizationSettings, after: OrganizationSettings, { withRegistries }: { readonly withRegistries: boolean }) {
  const [old, now] = [flattenSettings(before), flattenSettings(after)];
  const was: Record<string, Json> = {};
  const is: Record<string, Json> = {};
  for (const [name, value] of now) {
    const earlier = old.get(name);
    if (earlier === undefined || JSON.stringify(earlier) === JSON.stringify(value) || (!withRegistries && name.startsWith('registry_access.'))) continue;
    [was[name], is[name]] = difference(earlier, value);
  }
  return Object.keys(is).length === 0 ? undefined : { was, is };
}

function difference(was: SettingValue, is: SettingValue): readonly [Json, Json] {
  if (typeof was !== 'object' || typeof is !== 'object') return [was, is];
  const [old, now] = [new Set(was), new Set(is)];
  const removed = was.filter((entry) => !now.has(entry));
  const added = is.filter((entry) => !old.has(entry));
  return removed.length === 0 && added.length === 0 ? [{ reordered: true }, { reordered: true }] : [{ removed }, { added }];
}
