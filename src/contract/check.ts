// Asking what the policy says of images without pulling them, on the wire.
import { z } from 'zod';
import { ruleIds } from '../core/policy/decision.ts';
import { memberRole } from './members.ts';
import { imageReference } from './names.ts';
import { pullActions } from './pulls.ts';
import { category, classificationSource } from './classification.ts';

export const checkImagesMax = 100;

/**
 * POST /v2/orgs/{org}/check: as `username`; as anybody who has the `role` in this organization and is in no other; as the caller where both are
 * left out. Pushes are checked as if the token may write.
 */
export const checkRequest = z
  .strictObject({
    images: z.array(imageReference).min(1, 'name at least one image').max(checkImagesMax),
    username: z.string().min(1).max(255).optional(),
    role: memberRole.optional(),
    action: z.enum(pullActions).default('pull'),
  })
  .refine(({ username, role }) => username === undefined || role === undefined, { path: ['role'], error: 'does not go together with username: a person has their own' });
export type CheckRequest = z.input<typeof checkRequest>;

/** One answer. `effect` is what the policy says; `enforced` false (mode audit): a deny is recorded and let through. */
export const checkResult = z.object({
  image: z.string(),
  registry: z.string(),
  repository: z.string(),
  effect: z.enum(['permit', 'deny']),
  enforced: z.boolean(),
  rule: z.enum(ruleIds),
  category: category.nullable(),
  source: classificationSource.nullable(),
  reason: z.string().nullable(),
  organization: z.string().nullable(),
  revision: z.number().int().nullable(),
});
export type CheckResult = z.infer<typeof checkResult>;

/** In the order of the images asked for. */
export const checkResponse = z.object({ results: z.array(checkResult) });
export type CheckResponse = z.infer<typeof checkResponse>;
