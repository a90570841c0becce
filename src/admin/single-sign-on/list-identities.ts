// GET /v2/orgs/{org}/single-sign-on/identities
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { wireTime } from '../wire-time.ts';
import type { SingleSignOnStore } from './single-sign-on.port.ts';

export function createListIdentities({ store }: { readonly store: Pick<SingleSignOnStore, 'listIdentities'> }): Operation<'listSingleSignOnIdentities'> {
  return async ({ membership: { organization }, query, address }) => {
    const { total, identities } = await store.listIdentities(organization, pageBounds(query));
    const results = identities.map(({ id, name, issuer, subject, atMs }) => ({ id, username: name, issuer, subject, linked_at: wireTime(atMs) }));
    return { body: { count: total, ...pageLinks(address, total, query), results } };
  };
}
