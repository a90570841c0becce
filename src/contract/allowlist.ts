// The allowlist as entries, on the wire: what the settings list as patterns, with who added each, when and what for.
import { z } from 'zod';
import { repositoryPattern } from './names.ts';
import { note } from './note.ts';
import { pageOf, pageQuery } from './page.ts';
import { allowlistEntriesMax } from './settings.ts';

/** `id` follows from what the pattern means: it stays the same for as long as the entry is there, and when it comes back. `added_by` and `added_at` (RFC 3339) are null for an entry that is older than notes. */
export const allowlistEntry = z.object({
  id: z.string(),
  repository: z.string(),
  note: z.string(),
  added_by: z.string().nullable(),
  added_at: z.string().nullable(),
});
export type AllowlistEntry = z.infer<typeof allowlistEntry>;

/** `search`: a part of the pattern or of the note. */
export const allowlistQuery = pageQuery.extend({ search: z.string().min(1).max(255).optional() });

/** In the order in which they were added; `enabled`: whether the allowlist has a say at all. */
export const allowlistPage = pageOf(allowlistEntry).extend({ enabled: z.boolean(), revision: z.number().int() });
export type AllowlistPage = z.infer<typeof allowlistPage>;

const newEntry = z.strictObject({ repository: repositoryPattern, note: note.optional() });

/** POST /v2/orgs/{org}/allowlist: one entry, or several as `entries`: all of them or none. */
export const addToAllowlistRequest = newEntry
  .partial()
  .extend({ entries: z.array(newEntry).min(1, 'name at least one entry').max(allowlistEntriesMax).optional() })
  .refine(({ repository, entries }) => (repository === undefined) !== (entries === undefined), 'names nothing to allow, or both: send repository, or entries');
export type AddToAllowlistRequest = z.input<typeof addToAllowlistRequest>;

/** The entries that were asked for as they are now, in that order; those that were there already are unchanged, and not counted in `added`. */
export const addedToAllowlist = z.object({ added: z.number().int(), revision: z.number().int(), enabled: z.boolean(), results: z.array(allowlistEntry) });
export type AddedToAllowlist = z.infer<typeof addedToAllowlist>;

export const updateAllowlistEntryRequest = z.strictObject({ note });
