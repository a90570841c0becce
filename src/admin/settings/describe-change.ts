// What a change of settings changed, in one line for the history.
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import { wireRegistryAccess, wireSettings } from '../../contract/wire-settings.ts';

const namedEntriesMax = 3;
const summaryCharactersMax = 500;

/** `allow_community_images: false -> true; allowlist.repositories: 1 added (someuser/app)`; empty: nothing changed. */
export function describeChange(before: OrganizationSettings, after: OrganizationSettings): string {
  const old = flatten(before);
  const changes = [...flatten(after)].flatMap(([name, value]) => {
    const was = old.get(name);
    return was === undefined || isSame(was, value) ? [] : [`${name}: ${describeValue(was, value)}`];
  });
  const line = changes.join('; ');
  return line.length <= summaryCharactersMax ? line : `${line.slice(0, summaryCharactersMax - '...'.length)}...`;
}

type Value = boolean | string | readonly string[];

/** Settings by name, under the names of the wire, each list as texts. */
function flatten(settings: OrganizationSettings): ReadonlyMap<string, Value> {
  const wire = wireSettings(settings, 0);
  const { allowlist, ...images } = wire.restricted_images;
  const registries = wireRegistryAccess(settings.registryAccess);
  return new Map<string, Value>([
    ...Object.entries(images),
    ['allowlist.enabled', allowlist.enabled],
    ['allowlist.repositories', allowlist.repositories],
    ['namespace_access.enabled', wire.namespace_access.enabled],
    ['sign_in.enforced', wire.sign_in.enforced],
    ['namespaces', wire.namespaces],
    ['catalog_overrides', wire.catalog_overrides.map(({ namespace, category }) => `${namespace}=${category}`)],
    ['registry_access.enabled', registries.enabled],
    ['registry_access.DockerHub', registries.standard_registries[0]?.allowed === true],
    [
      'registry_access.custom_registries',
      registries.custom_registries.map(({ address, friendly_name, allowed }) => `${address}=${allowed ? 'allowed' : 'not allowed'}${friendly_name === '' ? '' : ` "${friendly_name}"`}`),
    ],
  ]);
}

function isSame(was: Value, is: Value): boolean {
  return JSON.stringify(was) === JSON.stringify(is);
}

function describeValue(was: Value, is: Value): string {
  if (typeof was !== 'object' || typeof is !== 'object') return `${showValue(was)} -> ${showValue(is)}`;
  const added = missingFrom(was, is);
  const removed = missingFrom(is, was);
  if (added.length === 0 && removed.length === 0) return 'reordered';
  return [describeEntries('added', added), describeEntries('removed', removed)].filter((part) => part !== '').join(', ');
}

function missingFrom(list: readonly string[], candidates: readonly string[]): readonly string[] {
  const known = new Set(list);
  return candidates.filter((candidate) => !known.has(candidate));
}

function describeEntries(verb: 'added' | 'removed', entries: readonly string[]): string {
  if (entries.length === 0) return '';
  const named = entries.slice(0, namedEntriesMax).join(', ');
  return `${entries.length} ${verb} (${named}${entries.length > namedEntriesMax ? ', ...' : ''})`;
}

function showValue(value: Value): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
