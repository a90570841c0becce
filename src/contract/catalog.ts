// What the catalog says of Docker Hub namespaces, on the wire.
import { z } from 'zod';
import { category, classificationSource, sourceKinds } from './classification.ts';
import { pageOf, pageQuery } from './page.ts';

/**
 * GET /v2/orgs/{org}/catalog/{namespace}: `category` is what the organization's policy takes the namespace for,
 * `badge` what the catalog alone says of it (null: not listed, or the badge is gone).
 */
export const catalogEntry = z.object({
  namespace: z.string(),
  category,
  badge: z.enum(['official', 'verified-publisher', 'sponsored-open-source']).nullable(),
  source: classificationSource,
});
export type CatalogEntry = z.infer<typeof catalogEntry>;

const catalogCategory = z.enum(['verified-publisher', 'sponsored-open-source', 'community']);

/** `stale`: the evidence has no date, or one more than half a year ago. `drift`: what the last refresh that changed the badge changed, and when. */
export const listedCatalogEntry = catalogEntry.extend({
  as_of: z.string().nullable(),
  stale: z.boolean(),
  drift: z.object({ before: catalogCategory, after: catalogCategory, at: z.string() }).nullable(),
});
export type ListedCatalogEntry = z.infer<typeof listedCatalogEntry>;

export const catalogQuery = pageQuery.extend({
  category: category.optional(),
  source: z.enum(sourceKinds).optional(),
  search: z.string().min(1).max(255).optional(),
  stale: z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'], error: 'must be true or false' }).optional(),
});

/** GET /v2/orgs/{org}/catalog: every namespace of Docker Hub that is known to be something else than community, or was. */
export const catalogPage = pageOf(listedCatalogEntry);
export type CatalogPage = z.infer<typeof catalogPage>;

const count = z.number().int();

/** `applied` false: told, and not in force. */
export const catalogDrift = z.object({ namespace: z.string(), at: z.string(), before: catalogCategory, after: catalogCategory, applied: z.boolean() });
export type CatalogDrift = z.infer<typeof catalogDrift>;

/**
 * The refresh under way (`state` running), or the last one. `held`: it would have changed so much at once that nothing took effect, see docs/catalog.md.
 * Times are RFC 3339; `next_at` null: none is due by itself. `drift`: the newest first, at most 100.
 */
export const catalogRefresh = z.object({
  enabled: z.boolean(),
  address: z.string(),
  apply: z.enum(['apply', 'report']),
  interval_hours: z.number(),
  state: z.enum(['idle', 'running']),
  outcome: z.enum(['done', 'held', 'limited', 'failed', 'stopped']).nullable(),
  problem: z.string().nullable(),
  asked: count,
  total: count,
  answered: count,
  drifted: count,
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  next_at: z.string().nullable(),
  drift: z.array(catalogDrift),
});
export type CatalogRefresh = z.infer<typeof catalogRefresh>;

/** POST /v2/catalog/refresh: `accept` lets whatever this one finds take effect, however much it is. */
export const startRefreshRequest = z.strictObject({ accept: z.boolean().optional() });
