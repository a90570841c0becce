// Namespaces, repositories and tags of Docker Hub as Pullgate knows them: Docker's shapes, filled with the catalog and with what was pulled here.
import { z } from 'zod';
import { category, classificationSource } from './classification.ts';
import { organization } from './members.ts';
import { pageOf, pageQuery } from './page.ts';

const count = z.number().int();

/** What Pullgate adds: the category, where it comes from, and of what date that is (null: of none). */
const classified = { category, source: classificationSource, as_of: z.string().nullable() };

const hubBadge = z.enum(['verified_publisher', 'open_source', '']);

/** GET /v2/orgs/{namespace}: `badge` as Docker Hub has it. An organization of the caller's has `user_role`. */
export const hubNamespace = organization.extend({ badge: hubBadge, user_role: organization.shape.user_role.optional(), ...classified });
export type HubNamespace = z.infer<typeof hubNamespace>;

/**
 * One repository. `pull_count` is what the caller may read of the records here, `last_updated` and `last_modified` the time of the last pull (null: none);
 * `known`: whether there was any. What Docker Hub alone knows is empty, zero or false.
 */
export const hubRepository = z.object({
  name: z.string(),
  namespace: z.string(),
  repository_type: z.literal('image'),
  status: z.literal(1),
  status_description: z.literal('active'),
  description: z.string(),
  is_private: z.boolean(),
  star_count: count,
  pull_count: count,
  last_updated: z.string().nullable(),
  last_modified: z.string().nullable(),
  date_registered: z.null(),
  affiliation: z.string(),
  media_types: z.array(z.string()),
  content_types: z.array(z.string()),
  categories: z.array(z.object({ name: z.string(), slug: z.string() })),
  storage_size: count,
  badge: hubBadge,
  known: z.boolean(),
  category,
  category_source: classificationSource,
  as_of: z.string().nullable(),
});
export type HubRepository = z.infer<typeof hubRepository>;

export const hubRepositoryPage = pageOf(hubRepository);
export type HubRepositoryPage = z.infer<typeof hubRepositoryPage>;

/** `source` is Docker's own field: where a repository was made from. */
export const hubRepositoryInfo = hubRepository.extend({
  user: z.string(),
  is_automated: z.boolean(),
  collaborator_count: count,
  hub_user: z.string(),
  has_starred: z.boolean(),
  full_description: z.string(),
  permissions: z.object({ read: z.boolean(), write: z.boolean(), admin: z.boolean() }),
  immutable_tags_settings: z.object({ enabled: z.boolean(), rules: z.array(z.string()) }),
  source: z.null(),
});
export type HubRepositoryInfo = z.infer<typeof hubRepositoryInfo>;

const orderings = ['name', '-name', 'last_updated', '-last_updated', 'pull_count', '-pull_count'] as const;
export type RepositoryOrdering = (typeof orderings)[number];

export const hubRepositoriesQuery = pageQuery.extend({ name: z.string().max(255).optional(), ordering: z.enum(orderings).optional() });

/** One tag that was pulled here: `digest` is what it was the last time, where that is known. */
export const hubTag = z.object({
  id: count,
  name: z.string(),
  repository: count,
  creator: count,
  last_updated: z.string(),
  last_updater: count,
  last_updater_username: z.string(),
  image_id: z.string(),
  images: z.array(z.object({ digest: z.string() })),
  full_size: count,
  v2: z.boolean(),
  status: z.literal('active'),
  tag_status: z.literal('active'),
  tag_last_pulled: z.string(),
  tag_last_pushed: z.null(),
  media_type: z.string(),
  content_type: z.literal('image'),
  digest: z.string(),
  pull_count: count,
});
export type HubTag = z.infer<typeof hubTag>;

export const hubTagPage = pageOf(hubTag);
export type HubTagPage = z.infer<typeof hubTagPage>;
