// An organization access token as its organization's owners read it.
import type { Json } from '../../audit/activity.port.ts';
import type { OrganizationAccessToken, OrganizationAccessTokenEntry } from '../../contract/organization-access-tokens.ts';
import { wireTime } from '../wire-time.ts';
import type { OrganizationToken } from './tokens.port.ts';

export function wireOrganizationTokenEntry(token: OrganizationToken): OrganizationAccessTokenEntry {
  return {
    id: token.id,
    label: token.label,
    description: token.description,
    created_by: token.createdBy,
    is_active: token.isActive,
    created_at: wireTime(token.createdAtMs),
    expires_at: token.expiresAt,
    last_used_at: token.lastUsedAtMs === null ? null : wireTime(token.lastUsedAtMs),
  };
}

export function wireOrganizationToken(token: OrganizationToken): OrganizationAccessToken {
  return {
    ...wireOrganizationTokenEntry(token),
    resources: token.resources.map(({ type, path, scopes }) => ({ type, path, scopes: [...scopes] })),
  };
}

/** As the log of what people do has it. */
export function organizationTokenForAct(token: OrganizationToken): Json {
  const { id, label, description, is_active, expires_at, resources } = wireOrganizationToken(token);
  return { id, label, description, is_active, expires_at, resources };
}
