// How the admin API says that something is wrong: one body that every known client of Docker Hub's API can read.
import { z } from 'zod';

/**
 * The body of every answer of 400 and above. `detail` and `message` hold the same sentence, because Docker Hub's routes
 * use now the one, now the other. `fields` and `text` are added to a 400: every problem at once, by field
 * (`restricted_images.mode`), and all of them in one text.
 */
export const problem = z.object({
  detail: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.array(z.string())).optional(),
  text: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;
