// Organization access tokens (OATs) on the wire, as Docker Hub's /v2/orgs/{org}/access-tokens has them.
import { z } from 'zod';
import { expiresAt } from './expiry.ts';
import { pageLinks } from './page.ts';
import { plainText } from './plain-text.ts';

/** What a token reaches: `path` is a repository, the whole organization's (`acme`, `acme/*`) or every public repository's. */
export const tokenResource = z.object({
  type: z.enum(['TYPE_REPO', 'TYPE_ORG']),
  path: plainText(255).min(1),
  scopes: z.array(plainText(64).min(1)).min(1, 'name at least one scope').max(32),
});
export type TokenResource = z.infer<typeof tokenResource>;

/** A token as a list shows it: without its resources. */
export const organizationAccessTokenEntry = z.object({
  id: z.string(),
  label: z.string(),
  description: z.string(),
  created_by: z.string(),
  is_active: z.boolean(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
});
export type OrganizationAccessTokenEntry = z.infer<typeof organizationAccessTokenEntry>;

export const organizationAccessToken = organizationAccessTokenEntry.extend({ resources: z.array(tokenResource) });
export type OrganizationAccessToken = z.infer<typeof organizationAccessToken>;

/** The answer to a creation: the only time that `token`, the secret, is shown. */
export const createdOrganizationAccessToken = organizationAccessToken.extend({ token: z.string() });
export type CreatedOrganizationAccessToken = z.infer<typeof createdOrganizationAccessToken>;

const label = plainText(100).trim().min(1);
const description = plainText(200);
const resources = z.array(tokenResource).max(50);

export const createOrganizationAccessTokenRequest = z.object({
  label,
  description: description.nullish(),
  resources: resources.nullish(),
  expires_at: expiresAt,
});
export type CreateOrganizationAccessTokenRequest = z.input<typeof createOrganizationAccessTokenRequest>;

export const updateOrganizationAccessTokenRequest = z.object({
  label: label.optional(),
  description: description.optional(),
  resources: resources.optional(),
  is_active: z.boolean().optional(),
});
export type UpdateOrganizationAccessTokenRequest = z.infer<typeof updateOrganizationAccessTokenRequest>;

/** Docker Hub names the number `total` here, where other lists say `count`. */
export const organizationAccessTokenPage = z.object({
  total: z.number().int(),
  ...pageLinks,
  results: z.array(organizationAccessTokenEntry),
});
export type OrganizationAccessTokenPage = z.infer<typeof organizationAccessTokenPage>;
