// The allowlist of a draft: entries are added, removed and noted in it, and what it means is compared, not how it is spelt.
import { readPattern } from '../../../../src/contract/read-pattern.ts';
import type { AllowlistItem, PolicySettings } from '../../policy/policy-settings.ts';

export interface NewEntry {
  readonly repository: string;
  /** Empty for none. */
  readonly note: string;
}

type Change = (settings: PolicySettings) => PolicySettings;

export function repositoryOf(item: AllowlistItem): string {
  return typeof item === 'string' ? item : item.repository;
}

/** What was read already: a list of ten thousand is read again with each entry that is added to it. */
const remembered = new Map<string, string | undefined>();
const rememberedMax = 50_000;

/** Undefined for what is no pattern. */
export function meaningOf(repository: string): string | undefined {
  if (remembered.has(repository)) return remembered.get(repository);
  const read = readPattern(repository);
  const meaning = 'meaning' in read ? read.meaning : undefined;
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(repository, meaning);
  return meaning;
}

export function meaningsOf(items: readonly AllowlistItem[]): ReadonlySet<string> {
  return new Set(items.flatMap((item) => meaningOf(repositoryOf(item)) ?? []));
}

/** Those that are there already stay as they are. `switchOn`: so that they count. */
export function addEntries(entries: readonly NewEntry[], { switchOn }: { readonly switchOn: boolean }): Change {
  return (settings) => {
    const { allowlist } = settings.restricted_images;
    const known = new Set(meaningsOf(allowlist.repositories));
    const added = entries.flatMap(({ repository, note }): AllowlistItem[] => {
      const meaning = meaningOf(repository);
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
