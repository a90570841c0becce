// The SQL of a search among the records of decisions: every value is bound, never part of the text.
import type { SQLInputValue } from 'node:sqlite';
import type { PullFilter } from '../../admin/pulls/pulls.port.ts';

type Values = Readonly<Record<string, SQLInputValue>>;

export interface PullQuery {
  /** The organization's records behind a position, from the index that fits, newest first; parameters: `:organization`, `:time`, `:id` and `candidateValues`. */
  readonly candidates: string;
  readonly candidateValues: Values;
  /** What is left to ask of the record itself. */
  readonly conditions: readonly string[];
  readonly conditionValues: Values;
}

/** The index is named, since the planner has no statistics to choose by. */
export function buildPullQuery(filter: PullFilter): PullQuery {
  const { effect, sinceMs, subjectName } = filter;
  const candidateConditions = ['organization = :organization', '(time_ms, id) < (:time, :id)'];
  const candidateValues: Record<string, SQLInputValue> = {};
  if (sinceMs !== undefined) {
    candidateConditions.push('time_ms >= :since');
    candidateValues[':since'] = sinceMs;
  }
  if (effect !== undefined) candidateConditions.push(effect === 'deny' ? "effect = 'deny'" : "effect = 'permit'");
  if (subjectName !== undefined) {
    candidateConditions.push('subject_name = :subject');
    candidateValues[':subject'] = subjectName;
  }
  const index = subjectName !== undefined ? 'INDEXED BY pull_readers_by_subject' : effect === 'deny' ? 'INDEXED BY pull_readers_denied' : '';
  return {
    candidates: `SELECT time_ms, id FROM pull_readers ${index} WHERE ${candidateConditions.join(' AND ')} ORDER BY time_ms DESC, id DESC`,
    candidateValues,
    ...recordConditions(filter),
  };
}

function recordConditions(filter: PullFilter): Pick<PullQuery, 'conditions' | 'conditionValues'> {
  const conditions: string[] = [];
  const conditionValues: Record<string, SQLInputValue> = {};
  const ask = (condition: string, name: string, value: string | number | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    conditionValues[name] = value;
  };
  const { repository, isEnforced } = filter;
  ask('enforced = :enforced', ':enforced', isEnforced === undefined ? undefined : Number(isEnforced));
  ask('action = :action', ':action', filter.action);
  ask('token_id = :token', ':token', filter.tokenId);
  ask('registry = :registry', ':registry', filter.registry);
  if (repository?.endsWith('*')) ask('substr(repository, 1, length(:repository)) = :repository', ':repository', repository.slice(0, -1));
  else ask('repository = :repository', ':repository', repository);
  ask('tag = :tag', ':tag', filter.tag);
  ask('digest = :digest', ':digest', filter.digest);
  ask("instr(registry || '/' || repository || coalesce(':' || tag, '') || coalesce('@' || digest, ''), :image) > 0", ':image', filter.image);
  ask('rule = :rule', ':rule', filter.rule);
  ask('category = :category', ':category', filter.category);
  ask("instr(coalesce(reason, ''), :reason) > 0", ':reason', filter.reason);
  ask('instr(user_agent, :agent) > 0', ':agent', filter.userAgent);
  ask('client_address = :address', ':address', filter.clientAddress);
  ask('request_id = :request', ':request', filter.requestId);
  return { conditions, conditionValues };
}
