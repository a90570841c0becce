// What a change of settings would have done to the pulls of the last days, on the wire.
import { z } from 'zod';
import { ruleIds } from '../core/policy/decision.ts';
import { category } from './classification.ts';
import { pullActions } from './pulls.ts';
import { registryAccessChange } from './registry-access.ts';
import { settingsChange } from './settings.ts';

export const previewListedMax = 100;
export const previewPeopleMax = 10;

/** POST /v2/orgs/{org}/settings/preview: the change as it would be written, and since when (RFC 3339; 30 days ago unless given) pulls are looked at. */
export const previewRequest = z
  .strictObject({
    settings: settingsChange.optional(),
    registry_access_management: registryAccessChange.optional(),
    since: z.iso.datetime({ offset: true, error: 'write an RFC 3339 time such as 2029-12-31T23:59:59Z' }).optional(),
  })
  .refine(({ settings, registry_access_management: registries }) => settings !== undefined || registries !== undefined, 'names no change: send settings, or registry_access_management');
export type PreviewRequest = z.input<typeof previewRequest>;

/** `people` names the first of `people_count`, robots and the anonymous among them; `reason` is what they would read, null when they may go on. */
const previewedRepository = z.object({
  registry: z.string(),
  repository: z.string(),
  action: z.enum(pullActions),
  category: category.nullable(),
  rule: z.enum(ruleIds),
  reason: z.string().nullable(),
  requests: z.number().int(),
  last_at: z.string(),
  people_count: z.number().int(),
  people: z.array(z.string()),
});
export type PreviewedRepository = z.infer<typeof previewedRepository>;

/** The most asked for first; `results` has the first 100 of `repositories`. */
const previewGroup = z.object({ repositories: z.number().int(), people: z.number().int(), requests: z.number().int(), results: z.array(previewedRepository) });
export type PreviewGroup = z.infer<typeof previewGroup>;

/**
 * `newly_recorded`: what the mode audit would let through and record as refused. `records`: how many were looked at, newest first; with
 * `is_complete` false there are more in the time that was asked for, and `since` says how far they go back.
 */
export const settingsPreview = z.object({
  revision: z.number().int(),
  since: z.string(),
  until: z.string(),
  records: z.number().int(),
  is_complete: z.boolean(),
  newly_refused: previewGroup,
  newly_permitted: previewGroup,
  newly_recorded: previewGroup,
});
export type SettingsPreview = z.infer<typeof settingsPreview>;
