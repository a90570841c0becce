// DELETE /v2/orgs/{org}/single-sign-on: passwords are accepted again, and sessions that were opened with it go on to their end.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { requireConnectionTag } from './require-connection-tag.ts';
import type { SingleSignOnStore } from './single-sign-on.port.ts';
import { loggedConnection } from './wire-connection.ts';

export function createRemoveConnection({ store }: { readonly store: Pick<SingleSignOnStore, 'findConnection' | 'removeConnection'> }): Operation<'removeSingleSignOn'> {
  return async ({ membership: { organization }, ifMatch, act }) => {
    const connection = await store.findConnection(organization);
    if (connection === undefined) throw notFound('single sign-on connection');
    requireConnectionTag(ifMatch, connection);
    const removed = await store.removeConnection(organization, act({ action: 'enterprise.sso.connection.delete', before: loggedConnection(connection) }));
    if (removed === 'missing') throw notFound('single sign-on connection');
    return { body: undefined };
  };
}
