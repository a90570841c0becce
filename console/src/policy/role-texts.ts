// The roles of an organization in words, the same on every page.
import type { Role } from '../api/organization.ts';

export const roleTexts = {
  owner: { name: 'Owner', sentence: 'Everything in the organization: settings, people, tokens, the log. What is switched on does not bind owners.' },
  editor: { name: 'Editor', sentence: 'As a member: Docker Hub’s name for those who also change repositories, which are not kept here.' },
  member: { name: 'Member', sentence: 'Reads settings, members and teams, and pulls as the policy says.' },
} as const satisfies Record<Role, { readonly name: string; readonly sentence: string }>;

const roles = { Owner: 'owner', Editor: 'editor', Member: 'member' } as const satisfies Record<string, Role>;

/** Of the capitalized form in which the API lists it; undefined for an invitee, who has none yet. */
export function roleOf(listed: 'Owner' | 'Editor' | 'Member' | 'Invitee'): Role | undefined {
  return listed === 'Invitee' ? undefined : roles[listed];
}
