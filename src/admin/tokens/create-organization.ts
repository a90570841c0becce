// POST /v2/orgs/{org}/access-tokens: the only answer that holds the secret.
import { randomUUID } from 'node:crypto';
import { mintToken } from '../../identity/secret.ts';
import type { Operation } from '../operation.ts';
import { parseExpiry } from './expiry.ts';
import { organizationTokenForAct, wireOrganizationToken } from './organization-token.ts';
import type { OrganizationToken, OrganizationTokenStore } from './tokens.port.ts';

export function createCreateOrganizationToken({
  store,
  now,
}: {
  readonly store: Pick<OrganizationTokenStore, 'createOrganizationToken'>;
  readonly now: () => number;
}): Operation<'createOrganizationAccessToken'> {
  return async ({ body, caller, membership, act }) => {
    const { secret, hash } = mintToken('organization');
    const token: OrganizationToken = {
      id: randomUUID(),
      organization: membership.organization,
      label: body.label,
      description: body.description ?? '',
      createdBy: caller.name,
      resources: body.resources ?? [],
      createdAtMs: now(),
      expiresAt: parseExpiry(body.expires_at, now()),
      isActive: true,
      lastUsedAtMs: null,
    };
    await store.createOrganizationToken(token, hash, act({ action: 'org.access_token.create', after: organizationTokenForAct(token) }));
    return { body: { ...wireOrganizationToken(token), token: secret } };
  };
}
