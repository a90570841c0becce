// GET /v2/orgs/{org}/scim-token: the tokens of the identity provider, without their secrets.
import { scimBasePath } from '../../contract/paths.ts';
import type { Operation } from '../operation.ts';
import type { ScimStore } from './scim.port.ts';
import { wireScimToken } from './wire-token.ts';

export function createListScimTokens({ store }: { readonly store: Pick<ScimStore, 'listScimTokens'> }): Operation<'listScimTokens'> {
  return async ({ membership: { organization }, address }) => {
    const tokens = await store.listScimTokens(organization);
    return { body: { base_url: address.origin + scimBasePath, results: tokens.map(wireScimToken) } };
  };
}
