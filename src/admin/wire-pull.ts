// A record of a decision as it is told, to one reader: what its organization may not know is left out.
import type { PullRecord } from '../audit/pull-record.ts';
import type { Pull } from '../contract/pulls.ts';

/** For whom: `userId` null is nobody in particular, such as a webhook. */
export interface PullReader {
  readonly organization: string;
  readonly userId: string | null;
}

/** Without the names of the other organizations that bind the person. */
export function wirePull(record: PullRecord, reader: PullReader): Pull {
  const { organization, reason, policyRevision } = isAbroad(record, reader) ? { organization: null, reason: null, policyRevision: null } : record;
  return {
    id: record.id,
    time: new Date(record.timeMs).toISOString(),
    request_id: record.requestId,
    subject_kind: record.subjectKind,
    subject_id: record.subjectId,
    subject_name: record.subjectName,
    token_id: record.tokenId,
    organization,
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
    reason,
    policy_revision: policyRevision,
    client_address: record.clientAddress,
    user_agent: record.userAgent,
    method: record.method,
    outcome: record.outcome,
    bytes: record.bytes,
  };
}

/** Another organization that binds the person decided: what its settings said is for its own owners, and for the person. */
function isAbroad({ organization, subjectId }: PullRecord, reader: PullReader): boolean {
  return organization !== null && organization !== reader.organization && (subjectId === null || subjectId !== reader.userId);
}
