// The organization's further namespaces with their notes, one by one.
import type { OrganizationNamespace } from '../contract/organization-namespaces.ts';
import { InvalidPattern, canonicalNamespace } from '../core/image/pattern.ts';
import type { OrganizationSettings } from '../core/policy/settings.ts';
import { notFound } from './problem.ts';

export function organizationNamespaces({ namespaces, notes }: OrganizationSettings): readonly OrganizationNamespace[] {
  const noteOf = new Map(notes.namespaces.map((note) => [note.entry, note]));
  return namespaces.map((namespace) => {
    const { note = '', by = null, at = null } = noteOf.get(namespace) ?? {};
    return { namespace, note, added_by: by, added_at: at };
  });
}

/** The namespace as the organization has it, whatever it is spelt like; undefined: not one of its own. */
export function findNamespace(settings: OrganizationSettings, text: string): OrganizationNamespace | undefined {
  const key = canonicalNamespace(text);
  return organizationNamespaces(settings).find(({ namespace }) => canonicalNamespace(namespace) === key);
}

/** @throws ProblemError 404 */
export function requireNamespace(settings: OrganizationSettings, text: string): OrganizationNamespace {
  try {
    const found = findNamespace(settings, text);
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
  }
  throw notFound('namespace');
}
