// What an owner says of Docker Hub namespaces over the catalog, on the wire.
import { z } from 'zod';
import { categories } from '../core/policy/category.ts';
import { note } from './note.ts';
import { pageOf } from './page.ts';

export const overrideCategory = z.enum(categories).exclude(['organization']);

/** `at` is RFC 3339 in UTC. */
export const catalogOverride = z.object({ namespace: z.string(), category: overrideCategory, note: z.string(), by: z.string(), at: z.string() });
export type CatalogOverride = z.infer<typeof catalogOverride>;

export const catalogOverridePage = pageOf(catalogOverride).extend({ revision: z.number().int() });

/** PUT /v2/orgs/{org}/catalog-overrides/{namespace}: `note` left out is none. */
export const setOverrideRequest = z.strictObject({ category: overrideCategory, note: note.optional() });
