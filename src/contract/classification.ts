// Why an image is of its category, on the wire.
import { z } from 'zod';
import { categories } from '../core/policy/category.ts';
import type { ClassificationSource as CoreSource } from '../core/policy/category.ts';

type Kind = CoreSource['kind'];

export const category = z.enum(categories);

export const sourceKinds = ['organization-namespace', 'library', 'catalog', 'override', 'unlisted'] as const satisfies readonly Kind[];

/** Which of the fields beside `kind` are there depends on it: a catalog's evidence and date, or who overrode it and when. */
export const classificationSource = z.object({
  kind: z.enum(sourceKinds),
  namespace: z.string().optional(),
  organization: z.string().optional(),
  evidence: z.string().optional(),
  as_of: z.string().nullable().optional(),
  by: z.string().optional(),
  at: z.string().optional(),
});
export type ClassificationSource = z.infer<typeof classificationSource>;
