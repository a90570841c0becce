// What the catalog says of a Docker Hub namespace, on the wire.
import { z } from 'zod';
import { category, classificationSource } from './classification.ts';

/**
 * GET /v2/orgs/{org}/catalog/{namespace}: `category` is what the organization's policy takes the namespace for,
 * `badge` what the catalog alone says of it (null: not listed).
 */
export const catalogEntry = z.object({
  namespace: z.string(),
  category,
  badge: z.enum(['official', 'verified-publisher', 'sponsored-open-source']).nullable(),
  source: classificationSource,
});
export type CatalogEntry = z.infer<typeof catalogEntry>;
