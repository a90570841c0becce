// What a draft changes, setting by setting, in the shape in which the API tells what differs between two revisions.
import type { PolicySettings, SettingDifference } from './policy-settings.ts';
import { type ListEntry, type ListSetting, listSettings, singleSettings } from './setting-paths.ts';

/** Empty: nothing. The order of a list is no difference: pages add and remove. */
export function compareSettings(before: PolicySettings, after: PolicySettings): readonly SettingDifference[] {
  const singles = singleSettings.flatMap(({ path, read }): readonly SettingDifference[] => {
    const [was, is] = [read(before), read(after)];
    return was === is ? [] : [{ path, before: was, after: is }];
  });
  return [...singles, ...listSettings.flatMap((list) => compareList(list, before, after))];
}

function compareList(list: ListSetting, before: PolicySettings, after: PolicySettings): readonly SettingDifference[] {
  const { path, raw } = list;
  if (raw(before) === raw(after)) return [];
  const [was, is] = [entriesExcept(list, before, raw(after)), entriesExcept(list, after, raw(before))];
  const added = [...is].filter(([name]) => !was.has(name)).map(([, entry]) => entry);
  const removed = [...was].filter(([name]) => !is.has(name)).map(([, entry]) => entry);
  const changed = [...is].flatMap(([name, entry]) => {
    const earlier = was.get(name);
    return earlier === undefined || sayTheSame(earlier, entry) ? [] : [{ before: earlier, after: entry }];
  });
  return added.length + removed.length + changed.length === 0 ? [] : [{ path, added: added.map(copy), removed: removed.map(copy), changed: changed.map(({ before: old, after: now }) => ({ before: copy(old), after: copy(now) })) }];
}

/** By their key, without those that are the very same in the other list: of ten thousand entries a draft changes a few, and only these are looked at. */
function entriesExcept({ key, read }: ListSetting, settings: PolicySettings, other: readonly unknown[]): ReadonlyMap<ListEntry[string] | undefined, ListEntry> {
  return new Map(read(settings, new Set(other)).map((entry) => [entry[key], entry]));
}

function sayTheSame(one: ListEntry, other: ListEntry): boolean {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => one[name] === other[name]);
}

function copy(entry: ListEntry): Record<string, boolean | string | null> {
  return { ...entry };
}

/** How many things are changed: of a list each entry counts. */
export function countChanges(differences: readonly SettingDifference[]): number {
  return differences.reduce((sum, { added, removed, changed }) => sum + (added === undefined ? 1 : added.length + (removed?.length ?? 0) + (changed?.length ?? 0)), 0);
}
