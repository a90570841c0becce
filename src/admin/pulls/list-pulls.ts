// GET /v2/orgs/{org}/pulls: owners read everybody's records, members their own.
import type { Operation } from '../operation.ts';
import { invalidRequest } from '../problem.ts';
import { wirePull } from '../wire-pull.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { pullFilterOf } from './pull-filter.ts';
import type { PullStore } from './pulls.port.ts';

export function createListPulls({ store }: { readonly store: Pick<PullStore, 'listPulls'> }): Operation<'listPulls'> {
  return async ({ membership, caller, query }) => {
    const { organization } = membership;
    const filter = pullFilterOf({ membership, caller }, query);
    const scope = { organization, filter };
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor, scope);
    if (query.cursor !== undefined && after === undefined) {
      throw invalidRequest({ cursor: ['is no cursor of this search: send the next_cursor of the page before unchanged, with the same filters, or leave it out to begin anew'] });
    }
    const { records, next } = await store.listPulls(organization, filter, { limit: query.limit, ...(after && { after }) });
    const reader = { organization, userId: caller.id };
    return { body: { pulls: records.map((record) => wirePull(record, reader)), next_cursor: next === undefined ? null : writeCursor(next, scope) } };
  };
}
