// GET /v2/single-sign-on: for a sign-in page, before anybody is signed in. Whether an organization that offers none is there at all is not told.
import type { Operation } from '../operation.ts';
import type { SingleSignOnStore } from './single-sign-on.port.ts';
import { startUrlAt } from './wire-connection.ts';

export function createFindOffers({ store }: { readonly store: Pick<SingleSignOnStore, 'findConnection' | 'organizationsOfDomain'> }): Operation<'findSingleSignOn'> {
  return async ({ query: { organization, email }, address }) => {
    const domain = email?.split('@').at(-1)?.toLowerCase();
    const names = organization !== undefined ? [organization.toLowerCase()] : domain === undefined ? [] : await store.organizationsOfDomain(domain);
    const connections = await Promise.all(names.map((name) => store.findConnection(name)));
    const results = connections.flatMap((connection) =>
      connection?.isEnabled === true ? [{ organization: connection.organization, start_url: startUrlAt(address, connection.organization), password: !connection.isEnforced }] : [],
    );
    return { body: { results } };
  };
}
