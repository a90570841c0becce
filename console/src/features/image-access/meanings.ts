// What entries of an allowlist mean, so that one written in two ways is there once. Each is read once: a list of ten thousand is looked through with every entry that is added to it.
import { readPattern } from '../../../../src/contract/read-pattern.ts';
import { type AllowlistItem, repositoryOf } from '../../policy/policy-settings.ts';

export interface Meanings {
  /** Undefined for what is no pattern. */
  readonly of: (repository: string) => string | undefined;
  readonly ofAll: (items: readonly AllowlistItem[]) => ReadonlySet<string>;
}

/** Of one page: what was read is forgotten with it. */
export function createMeanings(): Meanings {
  const read = new Map<string, string | undefined>();
  const sets = new WeakMap<readonly AllowlistItem[], ReadonlySet<string>>();
  const of = (repository: string): string | undefined => {
    if (read.has(repository)) return read.get(repository);
    const pattern = readPattern(repository);
    const meaning = 'meaning' in pattern ? pattern.meaning : undefined;
    read.set(repository, meaning);
    return meaning;
  };
  const ofAll = (items: readonly AllowlistItem[]): ReadonlySet<string> => {
    const known = sets.get(items) ?? new Set(items.flatMap((item) => of(repositoryOf(item)) ?? []));
    sets.set(items, known);
    return known;
  };
  return { of, ofAll };
}
