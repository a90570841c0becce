// An organization's settings on the wire: Docker Hub's `restricted_images`, and what Pullgate adds.
import { z } from 'zod';
import { categories } from '../core/policy/category.ts';
import { helpTextCharactersMax, helpTextPattern, helpTextPatternProblem } from './help-text.ts';
import { dockerHubNamespace, namespace, repositoryPattern } from './names.ts';
import { note } from './note.ts';

export const allowlistEntriesMax = 10_000;

const allowlist = z.strictObject({ enabled: z.boolean(), repositories: z.array(repositoryPattern).max(allowlistEntriesMax) });

/** What is written: a pattern, as Docker Hub has it, keeps the note that it has; with `note` it has that one afterwards. */
const writtenEntry = z.union([repositoryPattern, z.strictObject({ repository: repositoryPattern, note: note.optional() })], {
  error: 'must be a pattern such as someuser/app, or an object of repository and note',
});
const writtenAllowlist = z.strictObject({ enabled: z.boolean(), repositories: z.array(writtenEntry).max(allowlistEntriesMax) }).partial();

const helpText = z
  .string()
  .max(helpTextCharactersMax)
  .regex(helpTextPattern, helpTextPatternProblem);

const restrictedImages = z.strictObject({
  enabled: z.boolean(),
  allow_official_images: z.boolean(),
  allow_verified_publishers: z.boolean(),
  allow_sponsored_open_source: z.boolean(),
  allow_community_images: z.boolean(),
  mode: z.enum(['enforce', 'audit']),
  allowlist,
  help_text: helpText,
});

const signIn = z.strictObject({ enforced: z.boolean(), anonymous: z.enum(['refuse', 'members_policy']) });

const overrideCategory = z.enum(categories).exclude(['organization']);

/** GET /v2/orgs/{org}/settings, and the answer to a PUT. */
export const settings = z.object({
  restricted_images: restrictedImages,
  namespace_access: z.strictObject({ enabled: z.boolean() }),
  sign_in: signIn,
  namespaces: z.array(z.string()),
  catalog_overrides: z.array(z.object({ namespace: z.string(), category: overrideCategory, by: z.string(), at: z.string() })),
  revision: z.number().int(),
});
export type Settings = z.infer<typeof settings>;

/**
 * PUT /v2/orgs/{org}/settings: every part is optional, and what is left out stays as it is; a list that is sent replaces
 * the whole list. What GET answers can be sent back: `revision`, and `by` and `at` of an override, are the server's and ignored.
 */
export const settingsChange = z.strictObject({
  restricted_images: restrictedImages.extend({ allowlist: writtenAllowlist }).partial().optional(),
  namespace_access: z.strictObject({ enabled: z.boolean() }).partial().optional(),
  sign_in: signIn
    .partial()
    .refine(
      ({ enforced, anonymous }) => enforced === undefined || anonymous === undefined || enforced === (anonymous === 'refuse'),
      'enforced and anonymous contradict each other: anonymous is refuse exactly when enforced is true',
    )
    .optional(),
  namespaces: z.array(namespace).max(1000).optional(),
  catalog_overrides: z
    .array(z.strictObject({ namespace: dockerHubNamespace, category: overrideCategory, by: z.string().optional(), at: z.string().optional() }))
    .max(10_000)
    .optional(),
  revision: z.number().optional(),
});
export type SettingsChange = z.infer<typeof settingsChange>;
