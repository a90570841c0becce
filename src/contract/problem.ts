// How the admin API says that something is wrong: one body that every known client of Docker Hub's API can read.
import { z } from 'zod';

/**
 * The body of every answer of 400 and above. `detail` and `message` hold the same sentence, because Docker Hub's routes
 * use now the one, now the other. `fields` and `text` are added to a 400: every problem at once, by field
 * (`restricted_images.mode`), and all of them in one text. `login_2fa_token` comes with a 401 where a code is to follow the password,
 * `single_sign_on_organization` where password sign-in is off: the organization to ask GET /v2/single-sign-on for.
 */
export const problem = z.object({
  detail: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.array(z.string())).optional(),
  text: z.string().optional(),
  login_2fa_token: z.string().optional(),
  single_sign_on_organization: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** The same of SCIM's routes (RFC 7644, section 3.12); the status is text there. */
export const scimProblem = z.object({
  schemas: z.tuple([z.literal('urn:ietf:params:scim:api:messages:2.0:Error')]),
  status: z.string().regex(/^[45]\d\d$/),
  scimType: z.enum(['invalidFilter', 'tooMany', 'uniqueness', 'mutability', 'invalidSyntax', 'invalidPath', 'noTarget', 'invalidValue', 'invalidVers', 'sensitive']).optional(),
  detail: z.string(),
});
export type ScimProblem = z.infer<typeof scimProblem>;
