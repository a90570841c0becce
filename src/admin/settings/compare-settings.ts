// Two revisions held against each other, setting by setting.
import type { SettingDifference } from '../../contract/revision-diff.ts';
import { wireRegistryAccess, wireSettings } from '../../contract/wire-settings.ts';
import { canonicalPattern } from '../../core/image/pattern.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import { notedPatterns } from '../allowlist-entries.ts';
import { organizationNamespaces } from '../organization-namespaces.ts';

type Scalar = boolean | string;
type Entry = Readonly<Record<string, Scalar | null>>;

/** What differs from `before` to `after`; empty: nothing. Who added an entry, and when, differs only where something else does. */
export function compareSettings(before: OrganizationSettings, after: OrganizationSettings): readonly SettingDifference[] {
  const [was, is] = [scalars(before), scalars(after)];
  const singles = [...is].flatMap(([path, value]) => {
    const earlier = was.get(path);
    return earlier === undefined || earlier === value ? [] : [{ path, before: earlier, after: value }];
  });
  const [old, now] = [lists(before, after), lists(after, before)];
  const several = [...now].flatMap(([path, list]) => {
    const difference = compareLists(old.get(path) ?? new Map<string, Entry>(), list);
    return difference === undefined ? [] : [{ path, ...difference }];
  });
  return [...singles, ...several];
}

function scalars(settings: OrganizationSettings): ReadonlyMap<string, Scalar> {
  const { restricted_images: { allowlist, ...images }, namespace_access: namespaceAccess, sign_in: signIn } = wireSettings(settings, 0);
  const registries = wireRegistryAccess(settings.registryAccess);
  return new Map<string, Scalar>([
    ...Object.entries(images).map(([name, value]) => [`restricted_images.${name}`, value] as const),
    ['restricted_images.allowlist.enabled', allowlist.enabled],
    ['namespace_access.enabled', namespaceAccess.enabled],
    ['sign_in.enforced', signIn.enforced],
    ['registry_access_management.enabled', registries.enabled],
    ['registry_access_management.standard_registries.DockerHub', settings.registryAccess.dockerHubAllowed],
  ]);
}

/** Each list by its path, and in it each entry by what tells it from the others; without the allowlist, which may be long, where `other` has the very same. */
function lists(settings: OrganizationSettings, other: OrganizationSettings): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const registries = wireRegistryAccess(settings.registryAccess).custom_registries;
  return new Map<string, ReadonlyMap<string, Entry>>([
    ...(hasSameAllowlist(settings, other) ? [] : [['restricted_images.allowlist.repositories', new Map(notedPatterns(settings).map((entry) => [canonicalPattern(entry.repository), { ...entry }]))] as const]),
    ['namespaces', new Map(organizationNamespaces(settings).map((entry) => [entry.namespace, { ...entry }]))],
    ['catalog_overrides', new Map(settings.catalogOverrides.map(({ namespace, category, note = '', by, at }) => [namespace, { namespace, category, note, by, at }]))],
    ['registry_access_management.custom_registries', new Map(registries.map((entry) => [entry.address, { ...entry }]))],
  ]);
}

function hasSameAllowlist(one: OrganizationSettings, other: OrganizationSettings): boolean {
  return one.restrictedImages.allowlist.repositories === other.restrictedImages.allowlist.repositories && one.notes.allowlist === other.notes.allowlist;
}

function compareLists(before: ReadonlyMap<string, Entry>, after: ReadonlyMap<string, Entry>): Omit<SettingDifference, 'path'> | undefined {
  const added = [...after].filter(([key]) => !before.has(key)).map(([, entry]) => entry);
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, entry]) => entry);
  const changed = [...after].flatMap(([key, entry]) => {
    const earlier = before.get(key);
    return earlier === undefined || sayTheSame(earlier, entry) ? [] : [{ before: earlier, after: entry }];
  });
  const [oldOrder, newOrder] = [[...before.keys()].filter((key) => after.has(key)), [...after.keys()].filter((key) => before.has(key))];
  const reordered = oldOrder.join('\n') !== newOrder.join('\n');
  return added.length + removed.length + changed.length === 0 && !reordered ? undefined : { added, removed, changed, reordered };
}

const authorship = new Set(['added_by', 'added_at', 'by', 'at']);

/** Its author and its date are not what an entry says. */
function sayTheSame(one: Entry, other: Entry): boolean {
  const said = (entry: Entry): string => JSON.stringify(Object.entries(entry).filter(([name]) => !authorship.has(name)));
  return said(one) === said(other);
}
