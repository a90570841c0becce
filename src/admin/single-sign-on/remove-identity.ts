// DELETE /v2/orgs/{org}/single-sign-on/identities/{id}: whoever signs in so the next time is established anew, by the rules of a first sign-in.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { SingleSignOnStore } from './single-sign-on.port.ts';

export function createRemoveIdentity({ store }: { readonly store: Pick<SingleSignOnStore, 'findIdentity' | 'removeIdentity'> }): Operation<'removeSingleSignOnIdentity'> {
  return async ({ membership: { organization }, params: { id }, act }) => {
    const missing = notFound('link to the identity provider');
    const identity = await store.findIdentity(organization, id);
    if (identity === undefined) throw missing;
    const { issuer, subject, name } = identity;
    const result = await store.removeIdentity({ organization, issuer, subject }, act({ action: 'enterprise.sso.identity.unlink', name, before: { issuer, subject } }));
    if (result === 'missing') throw missing;
    return { body: undefined };
  };
}
