// The allowlist's patterns with their notes, one by one.
import { createHash } from 'node:crypto';
import type { AllowlistEntry } from '../contract/allowlist.ts';
import { InvalidPattern, canonicalPattern } from '../core/image/pattern.ts';
import type { OrganizationSettings } from '../core/policy/settings.ts';
import { notFound } from './problem.ts';

/** 16 hexadecimal digits, made of what the pattern means: `nginx` and `library/nginx` have the same. */
export function entryId(pattern: string): string {
  return createHash('sha256').update(canonicalPattern(pattern)).digest('hex').slice(0, 16);
}

/** An entry without its id: of ten thousand entries the ids cost more than all else, and few of them are told. */
export type NotedPattern = Omit<AllowlistEntry, 'id'>;

export function notedPatterns({ restrictedImages: { allowlist }, notes }: OrganizationSettings): readonly NotedPattern[] {
  const noteOf = new Map(notes.allowlist.map((note) => [note.entry, note]));
  return allowlist.repositories.map((repository) => {
    const { note = '', by = null, at = null } = noteOf.get(repository) ?? {};
    return { repository, note, added_by: by, added_at: at };
  });
}

export function withId(pattern: NotedPattern): AllowlistEntry {
  return { id: entryId(pattern.repository), ...pattern };
}

/**
 * @param name an entry's id, or a pattern that means the same as the entry's
 * @throws ProblemError 404
 */
export function findEntry(settings: OrganizationSettings, name: string): AllowlistEntry {
  const id = /^[0-9a-f]{16}$/.test(name) ? name : idOfPattern(name);
  const found = notedPatterns(settings).find(({ repository }) => entryId(repository) === id);
  if (found === undefined) throw notFound('allowlist entry');
  return withId(found);
}

/** The settings with another allowlist and its notes; whether it is enabled stays. */
export function withAllowlist(settings: OrganizationSettings, repositories: readonly string[], notes: OrganizationSettings['notes']['allowlist']): OrganizationSettings {
  const { restrictedImages } = settings;
  return {
    ...settings,
    restrictedImages: { ...restrictedImages, allowlist: { ...restrictedImages.allowlist, repositories } },
    notes: { ...settings.notes, allowlist: notes },
  };
}

function idOfPattern(text: string): string | undefined {
  try {
    return entryId(text);
  } catch (error) {
    if (error instanceof InvalidPattern) return undefined;
    throw error;
  }
}
