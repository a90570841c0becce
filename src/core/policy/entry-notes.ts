// Notes beside a list that changes: what stays keeps its own, what is new is its author's.
import type { EntryNote } from './settings.ts';

export interface ListedBefore {
  readonly entries: readonly string[];
  readonly notes: readonly EntryNote[];
}

export interface Authored {
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/**
 * The notes of `after`, in its order. An entry that stays under another spelling keeps its note, and one that has none goes on without.
 * @param keyOf the same text for entries that mean the same
 */
export function carryNotes(before: ListedBefore, after: readonly string[], { keyOf, by, at }: Authored & { readonly keyOf: (entry: string) => string }): readonly EntryNote[] {
  const notes = new Map(before.notes.map((note) => [keyOf(note.entry), note]));
  const known = new Set(before.entries.map(keyOf));
  return after.flatMap((entry) => {
    const key = keyOf(entry);
    const note = notes.get(key);
    if (note !== undefined && known.has(key)) return [note.entry === entry ? note : { ...note, entry }];
    return known.has(key) ? [] : [{ entry, note: '', by, at }];
  });
}
