// GET /v2/orgs/{org}/single-sign-on
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { SingleSignOnStore } from './single-sign-on.port.ts';
import { connectionTag, wireConnection } from './wire-connection.ts';

export function createShowConnection({ store }: { readonly store: Pick<SingleSignOnStore, 'findConnection'> }): Operation<'showSingleSignOn'> {
  return async ({ membership, address }) => {
    const connection = await store.findConnection(membership.organization);
    if (connection === undefined) throw notFound('single sign-on connection');
    return { body: wireConnection(connection, address), headers: { ETag: connectionTag(connection.revision) } };
  };
}
