// What differs between two revisions of an organization's settings, on the wire.
import { z } from 'zod';

const scalar = z.union([z.boolean(), z.string()]);

/** An entry of a list with all that is known of it: `{ repository, note, added_by, added_at }`. */
const entry = z.record(z.string(), z.union([z.boolean(), z.string(), z.null()]));

/**
 * One setting that differs, by its path on the wire (`restricted_images.mode`): of a single value `before` and `after`, of a list what was
 * `added`, `removed` and `changed`; `reordered`: the same entries in another order.
 */
export const settingDifference = z.object({
  path: z.string(),
  before: scalar.optional(),
  after: scalar.optional(),
  added: z.array(entry).optional(),
  removed: z.array(entry).optional(),
  changed: z.array(z.object({ before: entry, after: entry })).optional(),
  reordered: z.boolean().optional(),
});
export type SettingDifference = z.infer<typeof settingDifference>;

/** `against`: the revision to compare with, 0 for the settings that a new organization begins with; left out: the one before. */
export const revisionDiffQuery = z.object({ against: z.coerce.number().int().min(0).max(999_999_999_999_999).optional() });

/** Read from `against` to `revision`. */
export const revisionDiff = z.object({ revision: z.number().int(), against: z.number().int(), changes: z.array(settingDifference) });
export type RevisionDiff = z.infer<typeof revisionDiff>;
