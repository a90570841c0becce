// GET /v2/orgs/{org}/pulls/{id}: one record, a member's own.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { wirePull } from '../wire-pull.ts';
import type { PullStore } from './pulls.port.ts';

export function createShowPull({ store }: { readonly store: Pick<PullStore, 'findPull'> }): Operation<'showPull'> {
  return async ({ membership, caller, params }) => {
    const record = await store.findPull(membership.organization, params.id);
    const isReadable = membership.role === 'owner' || record?.subjectName?.toLowerCase() === caller.name.toLowerCase();
    if (record === undefined || !isReadable) throw notFound('pull record');
    return { body: wirePull(record, { organization: membership.organization, userId: caller.id }) };
  };
}
