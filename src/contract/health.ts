// Whether the admin plane answers.
import { z } from 'zod';

export const health = z.object({ status: z.literal('ok'), version: z.string() });
export type Health = z.infer<typeof health>;
