// GET /v2/orgs/{org}/pulls: owners read everybody's records, members their own.
import type { Pull } from '../../contract/pulls.ts';
import type { PullRecord } from '../../audit/pull-record.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import type { PullFilter, PullStore } from './pulls.port.ts';

export function createListPulls({ store }: { readonly store: Pick<PullStore, 'listPulls'> }): Operation<'listPulls'> {
  return async ({ membership, caller, query }) => {
    const isOwner = membership.role === 'owner';
    if (!isOwner && query.username !== undefined && query.username.toLowerCase() !== caller.name.toLowerCase()) {
      throw new ProblemError(403, `only owners of ${membership.organization} read the records of others: ask one of them, or leave username out`);
    }
    const subjectName = isOwner ? query.username : caller.name;
    const filter: PullFilter = {
      ...(subjectName === undefined ? {} : { subjectName }),
      ...(query.effect === undefined ? {} : { effect: query.effect }),
      ...(query.action === undefined ? {} : { action: query.action }),
      ...(query.since === undefined ? {} : { sinceMs: Date.parse(query.since) }),
      ...(query.until === undefined ? {} : { untilMs: Date.parse(query.until) }),
      ...(query.image === undefined ? {} : { image: query.image }),
      ...(query.rule === undefined ? {} : { rule: query.rule }),
      ...(query.category === undefined ? {} : { category: query.category }),
    };
    // One more than asked for tells whether there is a next page.
    const found = await store.listPulls(membership.organization, filter, {
      limit: query.limit + 1,
      ...(query.cursor === undefined ? {} : { before: query.cursor }),
    });
    const shown = found.slice(0, query.limit);
    return { body: { pulls: shown.map((record) => wirePull(isAbroad(record, membership.organization, caller.id) ? withoutDecider(record) : record)), next_cursor: found.length > query.limit ? (shown.at(-1)?.id ?? null) : null } };
  };
}

/** Another organization that binds the person decided: what its settings said is for its own owners, and for the person. */
function isAbroad({ organization, subjectId }: PullRecord, reader: string, readerId: string): boolean {
  return organization !== null && organization !== reader && subjectId !== readerId;
}

function withoutDecider(record: PullRecord): PullRecord {
  return { ...record, organization: null, reason: null, policyRevision: null };
}

/** Without the names of the other organizations that bind the person. */
function wirePull(record: PullRecord): Pull {
  return {
    id: record.id,
    time: new Date(record.timeMs).toISOString(),
    request_id: record.requestId,
    subject_kind: record.subjectKind,
    subject_id: record.subjectId,
    subject_name: record.subjectName,
    token_id: record.tokenId,
    organization: record.organization,
    action: record.action,
    endpoint: record.endpoint,
    registry: record.registry,
    repository: record.repository,
    tag: record.tag,
    digest: record.digest,
    category: record.category,
    effect: record.effect,
    enforced: record.enforced,
    rule: record.rule,
    reason: record.reason,
    policy_revision: record.policyRevision,
    client_address: record.clientAddress,
    user_agent: record.userAgent,
    method: record.method,
    outcome: record.outcome,
    bytes: record.bytes,
  };
}
