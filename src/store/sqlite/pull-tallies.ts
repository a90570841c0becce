// PullTallyStore: counts the records of decisions a window at a time, newest first, so that requests get through meanwhile.
import type { SQLInputValue } from 'node:sqlite';
import type { PullTally, PullTallyStore, TallyQuery } from '../../admin/pull-tallies.port.ts';
import type { Database } from './database.ts';
import { integer, oneOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

/** How many records one step counts, a few milliseconds' worth. */
const windowSize = 1000;
/** Kept in memory at once; more means that older records are left out. */
const talliesMax = 50_000;

interface Position {
  readonly timeMs: number;
  readonly id: string;
}

interface Window {
  readonly rows: readonly Row[];
  readonly records: number;
  readonly last: Position | undefined;
}

export function createPullTallyStore(database: Database): PullTallyStore {
  return {
    tallyPulls: async (organization, query) => {
      const tallies = new Map<string, PullTally>();
      let position: Position = { timeMs: Number.MAX_SAFE_INTEGER, id: '' };
      let records = 0;
      let isComplete = false;
      while (!isComplete && records < query.recordsMax && tallies.size < talliesMax) {
        const size = Math.min(windowSize, query.recordsMax - records);
        const step: Window = await countWindow({ database, organization, query, position, size });
        for (const row of step.rows) add(tallies, row);
        records += step.records;
        position = step.last ?? position;
        isComplete = step.records < size;
        await new Promise((resolve) => setImmediate(resolve)); // lets requests through
      }
      return { tallies: [...tallies.values()], records, isComplete, oldestMs: isComplete ? query.sinceMs : position.timeMs };
    },
  };
}

interface WindowToCount {
  readonly database: Database;
  readonly organization: string;
  readonly query: TallyQuery;
  readonly position: Position;
  readonly size: number;
}

/** Every value is bound, never part of the text. The index is named, since the planner has no statistics to choose by. */
function countWindow({ database, organization, query, position, size }: WindowToCount): Promise<Window> {
  const { subjectName, sinceMs } = query;
  const [index, ofSubject] = subjectName === undefined ? ['', ''] : ['INDEXED BY pull_readers_by_subject', 'AND subject_name = :subject'];
  const candidates = `SELECT time_ms, id FROM pull_readers ${index} WHERE organization = :organization ${ofSubject} AND (time_ms, id) < (:time, :id) AND time_ms >= :since ORDER BY time_ms DESC, id DESC LIMIT :size`;
  const values: Record<string, SQLInputValue> = { ':organization': organization, ':time': position.timeMs, ':id': position.id, ':since': sinceMs, ':size': size, ...(subjectName === undefined ? {} : { ':subject': subjectName }) };
  const { where, whereValues } = conditions(query);
  const tag = query.byTag === true ? 'record.tag' : 'NULL';
  return database.read(() => {
    const found = database.prepare(candidates).all(values);
    const last = found.at(-1);
    const rows = database
      .prepare(
        // The bare digest is that of the row with the greatest time: SQLite, "Bare columns in an aggregate query".
        `SELECT subject_kind, subject_id, subject_name, action, registry, repository, ${tag} AS tag, ${query.byTag === true ? 'record.digest' : 'NULL'} AS digest, count(*) AS requests, max(record.time_ms) AS last_at_ms
         FROM (${candidates}) AS candidate CROSS JOIN pull_records AS record ON record.id = candidate.id ${where}
         GROUP BY subject_kind, subject_id, subject_name, action, registry, repository, ${query.byTag === true ? 'record.tag' : 'registry'}`,
      )
      .all({ ...values, ...whereValues });
    return { rows, records: found.length, last: last === undefined ? undefined : { timeMs: integer(last, 'time_ms'), id: text(last, 'id') } };
  });
}

function conditions({ hub, isGivenOut }: TallyQuery): { readonly where: string; readonly whereValues: Readonly<Record<string, SQLInputValue>> } {
  const all: string[] = [];
  const whereValues: Record<string, SQLInputValue> = {};
  if (isGivenOut === true) all.push("endpoint = 'manifest'", "action = 'pull'", 'outcome BETWEEN 200 AND 399');
  if (hub !== undefined) {
    all.push("registry = 'docker.io'", hub.repository === undefined ? "substr(repository, 1, length(:within)) = :within" : 'repository = :within');
    whereValues[':within'] = hub.repository === undefined ? `${hub.namespace}/` : `${hub.namespace}/${hub.repository}`;
  }
  return { where: all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`, whereValues };
}

/** Windows come newest first: the first digest of a tag is its last. */
function add(tallies: Map<string, PullTally>, row: Row): void {
  const tally = tallyOf(row);
  const { subjectKind, subjectId, action, registry, repository, tag } = tally;
  const key = JSON.stringify([subjectKind, subjectId, action, registry, repository, tag]);
  const known = tallies.get(key);
  tallies.set(key, known === undefined ? tally : { ...known, requests: known.requests + tally.requests });
}

function tallyOf(row: Row): PullTally {
  return {
    subjectKind: oneOf(row, 'subject_kind', ['user', 'organization-token', 'anonymous'] as const),
    subjectId: textOrNull(row, 'subject_id'),
    subjectName: textOrNull(row, 'subject_name'),
    action: oneOf(row, 'action', ['pull', 'push'] as const),
    registry: text(row, 'registry'),
    repository: text(row, 'repository'),
    tag: textOrNull(row, 'tag'),
    digest: textOrNull(row, 'digest'),
    requests: integer(row, 'requests'),
    lastAtMs: integer(row, 'last_at_ms'),
  };
}
