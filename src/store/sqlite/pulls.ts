// PullStore: reads the records of decisions, newest first, without ever holding the process up for a long search.
import type { SQLInputValue } from 'node:sqlite';
import type { PullFilter, PullStore } from '../../admin/pulls/pulls.port.ts';
import type { PullRecord } from '../../audit/record-store.port.ts';
import type { Database } from './database.ts';
import { pullRecordColumns, pullRecordOf } from './pull-record-row.ts';
import { integer, text } from './row.ts';

/** How many of an organization's records one step of a search looks at, a few milliseconds' worth. */
const windowSize = 1000;

/** A place in the order of records: those before it are older, or of the same millisecond with a smaller id. */
interface Position {
  readonly timeMs: number;
  readonly id: string;
}

interface Query {
  /** The organization's records before a position, from the index that fits, newest first; parameters: `:organization`, `:time`, `:id` and `candidateValues`. */
  readonly candidates: string;
  readonly candidateValues: Readonly<Record<string, SQLInputValue>>;
  /** What is left to ask of the record itself. */
  readonly conditions: readonly string[];
  readonly conditionValues: Readonly<Record<string, SQLInputValue>>;
}

export function createPullStore(database: Database): PullStore {
  const findTime = database.prepare('SELECT time_ms FROM pull_records WHERE id = ?');
  return {
    listPulls: async (organization, filter, { limit, before }) => {
      const query = buildQuery(filter);
      const cursor = before === undefined ? undefined : await database.read(() => findTime.get(before));
      if (before !== undefined && cursor === undefined) return []; // removed since, and all older ones with it
      let position: Position | undefined = start(filter, cursor === undefined || before === undefined ? undefined : { timeMs: integer(cursor, 'time_ms'), id: before });
      const found: PullRecord[] = [];
      while (position !== undefined && found.length < limit) {
        const step = await search({ database, query, organization, position, limit: limit - found.length });
        found.push(...step.records);
        position = step.next;
        await new Promise((resolve) => setImmediate(resolve)); // lets requests through
      }
      return found;
    },
  };
}

function start({ untilMs }: PullFilter, cursor: Position | undefined): Position {
  const end: Position = { timeMs: untilMs ?? Number.MAX_SAFE_INTEGER, id: '' };
  return cursor !== undefined && cursor.timeMs < end.timeMs ? cursor : end;
}

/** Every value is bound, never part of the text. The index is named, since the planner has no statistics to choose by. */
function buildQuery({ effect, action, sinceMs, subjectName, image, rule, category }: PullFilter): Query {
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

  const conditions: string[] = [];
  const conditionValues: Record<string, SQLInputValue> = {};
  const ask = (condition: string, name: string, value: string | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    conditionValues[name] = value;
  };
  ask("instr(registry || '/' || repository || coalesce(':' || tag, '') || coalesce('@' || digest, ''), :image) > 0", ':image', image);
  ask('action = :action', ':action', action);
  ask('rule = :rule', ':rule', rule);
  ask('category = :category', ':category', category);
  return {
    candidates: `SELECT time_ms, id FROM pull_readers ${index} WHERE ${candidateConditions.join(' AND ')} ORDER BY time_ms DESC, id DESC`,
    candidateValues,
    conditions,
    conditionValues,
  };
}

interface Search {
  readonly database: Database;
  readonly query: Query;
  readonly organization: string;
  readonly position: Position;
  readonly limit: number;
}

/** Looks at one window of candidates from `position` on; `next` is where the following window begins, undefined after the last. */
function search({ database, query, organization, position, limit }: Search): Promise<{ readonly records: readonly PullRecord[]; readonly next: Position | undefined }> {
  const size = query.conditions.length === 0 ? limit : windowSize;
  const where = query.conditions.length === 0 ? '' : `WHERE ${query.conditions.join(' AND ')}`;
  const columns = pullRecordColumns.map((column) => `record.${column}`).join(', ');
  const values = { ':organization': organization, ':time': position.timeMs, ':id': position.id, ...query.candidateValues };
  return database.read(() => {
    const rows = database
      .prepare(
        `SELECT ${columns} FROM (${query.candidates} LIMIT :size) AS candidate CROSS JOIN pull_records AS record ON record.id = candidate.id
         ${where} ORDER BY candidate.time_ms DESC, candidate.id DESC LIMIT :limit`,
      )
      .all({ ...values, ...query.conditionValues, ':size': size, ':limit': limit });
    const last = database.prepare(`${query.candidates} LIMIT 1 OFFSET :skip`).get({ ...values, ':skip': size - 1 });
    return { records: rows.map(pullRecordOf), next: last === undefined ? undefined : { timeMs: integer(last, 'time_ms'), id: text(last, 'id') } };
  });
}
