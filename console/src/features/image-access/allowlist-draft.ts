// The allowlist of a draft: entries are added, removed and noted in it, and what it means is compared, not how it is spelt.
import { type AllowlistItem, type PolicySettings, repositoryOf } from '../../policy/policy-settings.ts';
import type { Meanings } from './meanings.ts';

export interface NewEntry {
  readonly repository: string;
  /** Empty for none. */
  readonly note: string;
}

type Change = (settings: PolicySettings) => PolicySettings;

/** Those that are there already stay as they are. `switchOn`: so that they count. */
export function addEntries(entries: readonly NewEntry[], { meanings, switchOn }: { readonly meanings: Meanings; readonly switchOn: boolean }): Change {
  return (settings) => {
    const { allowlist } = settings.restricted_images;
    const known = new Set(meanings.ofAll(allowlist.repositories));
    const added = entries.flatMap(({ repository, note }): AllowlistItem[] => {
      const meaning = meanings.of(repository);
      if (meaning === undefined || known.has(meaning)) return [];
      known.add(meaning);
      return [note === '' ? repository : { repository, note }];
    });
    const isFirst = allowlist.repositories.length === 0 && added.length > 0;
    return withAllowlist(settings, { enabled: allowlist.enabled || switchOn || isFirst, repositories: [...allowlist.repositories, ...added] });
  };
}

export function removeEntry(repository: string): Change {
  return (settings) => withAllowlist(settings, { repositories: settings.restricted_images.allowlist.repositories.filter((item) => repositoryOf(item) !== repository) });
}

/** Puts an entry back where it was in the settings in force. */
export function keepEntry(repository: string, inForce: readonly AllowlistItem[]): Change {
  return (settings) => {
    const { repositories } = settings.restricted_images.allowlist;
    const drafted = new Map(repositories.map((item) => [repositoryOf(item), item]));
    const before = new Set(inForce.map(repositoryOf));
    const stay = inForce.flatMap((item) => drafted.get(repositoryOf(item)) ?? (repositoryOf(item) === repository ? [item] : []));
    return withAllowlist(settings, { repositories: [...stay, ...repositories.filter((item) => !before.has(repositoryOf(item)))] });
  };
}

/** @param saved the note that the entry has in the settings in force; undefined for a new entry */
export function setNote(repository: string, note: string, saved: string | undefined): Change {
  return (settings) => {
    const plain = note === (saved ?? '');
    return withAllowlist(settings, { repositories: settings.restricted_images.allowlist.repositories.map((item) => (repositoryOf(item) === repository ? (plain ? repository : { repository, note }) : item)) });
  };
}

export function setAllowlistEnabled(enabled: boolean): Change {
  return (settings) => withAllowlist(settings, { enabled });
}

function withAllowlist(settings: PolicySettings, change: Partial<PolicySettings['restricted_images']['allowlist']>): PolicySettings {
  const { restricted_images: images } = settings;
  return { ...settings, restricted_images: { ...images, allowlist: { ...images.allowlist, ...change } } };
}
