// A draft that was begun on older settings, laid over newer ones: what it leaves alone is as in these.
import type { PolicySettings, SettingDifference } from './policy-settings.ts';
import { type ListEntry, type ListSetting, listSettings, singleSettings } from './setting-paths.ts';

/** `differences`: what the draft changes, as compareSettings tells it. */
export function rebaseSettings(newer: PolicySettings, differences: readonly SettingDifference[]): PolicySettings {
  return differences.reduce((settings, difference) => {
    const single = singleSettings.find(({ path }) => path === difference.path);
    if (single !== undefined) return difference.after === undefined ? settings : single.write(settings, difference.after);
    const list = listSettings.find(({ path }) => path === difference.path);
    return list === undefined ? settings : list.write(settings, rebaseList(list, settings, difference));
  }, newer);
}

/** What was added is there once, what was removed is gone, and what was changed is as the draft has it, unless it was removed meanwhile. */
function rebaseList({ key, read }: ListSetting, settings: PolicySettings, { added = [], removed = [], changed = [] }: SettingDifference): readonly ListEntry[] {
  const gone = new Set(removed.map((entry) => entry[key]));
  const other = new Map([...changed.map(({ after }) => after), ...added].map((entry) => [entry[key], entry]));
  const stay = read(settings).filter((entry) => !gone.has(entry[key]));
  const known = new Set(stay.map((entry) => entry[key]));
  return [...stay.map((entry) => other.get(entry[key]) ?? entry), ...added.filter((entry) => !known.has(entry[key]))];
}
