// Personal access tokens (PATs) on the wire, as Docker Hub's /v2/access-tokens has them.
import { z } from 'zod';
import { tokenScopes } from '../core/policy/access-request.ts';
import { pageOf } from './page.ts';
import { expiresAt } from './expiry.ts';
import { plainText } from './plain-text.ts';

export const tokenScope = z.enum(tokenScopes);

/** A token; `token` is its secret in the answer to its creation, and empty ever after. */
export const accessToken = z.object({
  uuid: z.string(),
  client_id: z.string(),
  creator_ip: z.string(),
  creator_ua: z.string(),
  created_at: z.string(),
  last_used: z.string().nullable(),
  generated_by: z.string(),
  is_active: z.boolean(),
  token: z.string(),
  token_label: z.string(),
  scopes: z.array(tokenScope),
  expires_at: z.string().nullable(),
});
export type AccessToken = z.infer<typeof accessToken>;

const tokenLabel = plainText(100).trim().min(1);

export const createAccessTokenRequest = z.object({
  token_label: tokenLabel,
  scopes: z.array(tokenScope).min(1, 'name at least one scope').max(tokenScopes.length),
  expires_at: expiresAt,
});
export type CreateAccessTokenRequest = z.input<typeof createAccessTokenRequest>;

export const updateAccessTokenRequest = z.object({ token_label: tokenLabel.optional(), is_active: z.boolean().optional() });
export type UpdateAccessTokenRequest = z.infer<typeof updateAccessTokenRequest>;

export const accessTokenPage = pageOf(accessToken).extend({ active_count: z.number().int() });
export type AccessTokenPage = z.infer<typeof accessTokenPage>;
