// What a revision changed, setting by setting and bounded, for whoever lists the history in words of their own.
import type { ChangedEntries, SettingChange } from '../../contract/revisions.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import { compareSettings } from './compare-settings.ts';

const namedMax = 3;

type Entry = Readonly<Record<string, boolean | string | null>>;

/** As `compareSettings`, with how many entries of a list came and went in place of them all. */
export function summarizeChanges(before: OrganizationSettings, after: OrganizationSettings): readonly SettingChange[] {
  return compareSettings(before, after).map(({ path, before: was, after: is, added = [], removed = [], changed = [], reordered = false }) => ({
    path,
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
    ...(added.length > 0 && { added: countEntries(added) }),
    ...(removed.length > 0 && { removed: countEntries(removed) }),
    ...(changed.length > 0 && { changed: countEntries(changed.map((each) => each.after)) }),
    ...(reordered && { reordered }),
  }));
}

function countEntries(entries: readonly Entry[]): ChangedEntries {
  return { count: entries.length, names: entries.slice(0, namedMax).map(({ repository, address, namespace }) => String(repository ?? address ?? namespace)) };
}
