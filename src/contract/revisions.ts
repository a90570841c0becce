// The history of an organization's settings on the wire.
import { z } from 'zod';
import { pageOf } from './page.ts';
import { registryAccess } from './registry-access.ts';
import { settings } from './settings.ts';

/** How many entries of a list, and the first three of them by name. */
const changedEntries = z.object({ count: z.number().int(), names: z.array(z.string()) });
export type ChangedEntries = z.infer<typeof changedEntries>;

const scalar = z.union([z.boolean(), z.string()]);

/** One setting that a revision changed, by its path as in its diff: a single value from `before` to `after`, of a list how many entries. */
export const settingChange = z.object({
  path: z.string(),
  before: scalar.optional(),
  after: scalar.optional(),
  added: changedEntries.optional(),
  removed: changedEntries.optional(),
  changed: changedEntries.optional(),
  reordered: z.boolean().optional(),
});
export type SettingChange = z.infer<typeof settingChange>;

/**
 * One change: `at` is RFC 3339 in UTC, `by` a user name, `summary` what changed, in one line. `changes` says the same setting by setting (null: made before this was
 * kept, or the first settings), `rolled_back_to` which revision it brought back.
 */
export const revision = z.object({ revision: z.number().int(), at: z.string(), by: z.string(), summary: z.string(), changes: z.array(settingChange).nullable(), rolled_back_to: z.number().int().nullable() });
export type Revision = z.infer<typeof revision>;

export const revisionPage = pageOf(revision);
export type RevisionPage = z.infer<typeof revisionPage>;

/** GET .../revisions/{revision}, and the answer to .../rollback (which is the revision it made). */
export const revisionWithSettings = revision.extend({ settings: settings.extend({ registry_access_management: registryAccess }) });
export type RevisionWithSettings = z.infer<typeof revisionWithSettings>;
