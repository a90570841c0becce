// GET /v2/access-tokens
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { wirePersonalToken } from './personal-token.ts';
import type { PersonalTokenStore } from './tokens.port.ts';

export function createListPersonalTokens({ store }: { readonly store: Pick<PersonalTokenStore, 'listPersonalTokens'> }): Operation<'listAccessTokens'> {
  return async ({ caller, query, address }) => {
    const { total, activeCount, tokens } = await store.listPersonalTokens(caller.id, pageBounds(query));
    return { body: { count: total, ...pageLinks(address, total, query), active_count: activeCount, results: tokens.map(wirePersonalToken) } };
  };
}
